import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { holderOf, isListening, listeners } from "../../../src/processes/sockets";
import { runPython } from "./world";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const listen = (host: string): Promise<{ port: number; connections: () => number }> =>
  new Promise((resolve) => {
    let count = 0;
    const server = createServer(() => count++);
    servers.push(server);
    server.listen(0, host, () => {
      const address = server.address();
      resolve({ port: typeof address === "object" ? (address?.port ?? 0) : 0, connections: () => count });
    });
  });

const childListener = `
import os, socket, time
if os.fork() == 0:
    s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen()
    print("port", s.getsockname()[1])
time.sleep(600)`;

describe("the table of listening sockets", () => {
  it.each(["127.0.0.1", "0.0.0.0", "::1", "::"])("shows one on %s with its process", async (host) => {
    const { port } = await listen(host);
    const found = (await listeners({ withPids: true })).find((one) => one.port === port);
    expect(found).toEqual({ port, address: host, pid: process.pid });
  });

  it("is read without ever connecting", async () => {
    const { port, connections } = await listen("127.0.0.1");
    expect(await isListening(port)).toBe(true);
    expect(connections()).toBe(0);
  });

  it("knows a service's own listener from another's at the same port", async () => {
    const service = await runPython(childListener);
    const port = Number((await service.said("port")).text.split(" ")[1]);
    expect(await isListening(port)).toBe(true);
    expect(await isListening(port, { inTree: { roots: [service.id] } })).toBe(true);
    expect(await isListening(port, { inTree: { roots: [], token: service.token } })).toBe(true);
    expect(await isListening(port, { inPids: [service.id.pid] })).toBe(false);
    expect(await isListening(port, { inPids: [process.pid] })).toBe(false);
    await service.stop(0);
    expect(await isListening(port)).toBe(false);
  });

  it("tells who holds a port: pid, command line and age", async () => {
    const service = await runPython(childListener);
    const port = Number((await service.said("port")).text.split(" ")[1]);
    const holder = await holderOf(port);
    expect(holder.pid).not.toBe(service.id.pid);
    expect(holder.command).toContain("s.listen()");
    expect(holder.ageSeconds).toBeLessThan(60);
  });
});
