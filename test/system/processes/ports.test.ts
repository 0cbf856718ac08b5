import { readdirSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { thisProcess } from "../../../src/processes/identity";
import { reservePorts } from "../../../src/processes/ports";
import { observe, runPython, temporaryFolder } from "./world";

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const listen = (port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    servers.push(server);
    server.listen(port, host, resolve);
  });

const place = async () => ({ lockDir: await temporaryFolder(), owner: thisProcess() });

const anyPort = async (): Promise<number> => {
  const [free] = await reservePorts([{ name: "any" }], await place());
  return free?.port ?? 0;
};

describe("reserving ports", () => {
  it("gives the preferred port where it is free, and leaves it free to bind", async () => {
    const port = await anyPort();
    const [got] = await reservePorts([{ name: "web", preferred: port }], await place());
    expect(got).toMatchObject({ name: "web", port });
    await listen(port, "127.0.0.1");
  });

  it.each(["127.0.0.1", "0.0.0.0", "::1", "::"])(
    "takes another where somebody listens on %s",
    async (host) => {
      const port = await anyPort();
      await listen(port, host);
      const [got] = await reservePorts([{ name: "web", preferred: port }], await place());
      expect(got?.port).not.toBe(port);
      expect(got?.port).toBeGreaterThan(1023);
    },
  );

  it("never gives the same port twice, whoever asks at the same time", async () => {
    const shared = await place();
    const preferred = await anyPort();
    const all = await Promise.all(
      Array.from({ length: 12 }, () =>
        reservePorts(
          [
            { name: "a", preferred },
            { name: "b", preferred },
          ],
          shared,
        ),
      ),
    );
    const ports = all.flat().map(({ port }) => port);
    expect(new Set(ports).size).toBe(24);
    expect(ports).toContain(preferred);
  });

  it("keeps a fixed port from an earlier wish of the same scenario", async () => {
    const port = await anyPort();
    const got = await reservePorts(
      [
        { name: "a", preferred: port },
        { name: "b", fixed: port },
      ],
      await place(),
    );
    expect(got[1]).toMatchObject({ name: "b", port });
    expect(got[0]?.port).not.toBe(port);
  });

  it("names pid, command line and age of what holds a fixed port", async () => {
    const service = await runPython(`
import socket, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen(); print("port", s.getsockname()[1]); time.sleep(600)`);
    const port = Number((await service.said("port")).text.split(" ")[1]);
    const refused = reservePorts([{ name: "web.http", fixed: port }], await place());
    await expect(refused).rejects.toMatchObject({
      problem: {
        code: "port-taken",
        exit: 3,
        message: expect.stringMatching(
          new RegExp(
            `^web.http needs port ${port}, which is taken by process ${service.id.pid} \\(.*s\\.listen\\(\\).*\\), running for \\d`,
            "s",
          ),
        ),
      },
    });
  });

  it("says who reserved a fixed port that nobody listens on yet", async () => {
    const shared = await place();
    const port = await anyPort();
    await reservePorts([{ name: "a", fixed: port }], shared);
    await expect(reservePorts([{ name: "b", fixed: port }], shared)).rejects.toMatchObject({
      problem: { code: "port-taken", message: expect.stringContaining(`process ${process.pid}`) },
    });
  });

  it("reserves nothing when one of several can't be had", async () => {
    const shared = await place();
    const port = await anyPort();
    await listen(port, "127.0.0.1");
    await expect(reservePorts([{ name: "a" }, { name: "b", fixed: port }], shared)).rejects.toThrow(
      "needs port",
    );
    expect(readdirSync(join(shared.lockDir, "ports"))).toEqual([]);
  });

  it("forgets the reservations of a dead owner, and those given back", async () => {
    const lockDir = await temporaryFolder();
    const port = await anyPort();
    const owner = await observe({ argv: ["sleep", "600"] });
    await reservePorts([{ name: "a", fixed: port }], { lockDir, owner: owner.id });
    await owner.stop(0);
    const [second] = await reservePorts([{ name: "b", fixed: port }], { lockDir, owner: thisProcess() });
    second?.dispose();
    const [third] = await reservePorts([{ name: "c", fixed: port }], { lockDir, owner: thisProcess() });
    second?.dispose();
    await expect(
      reservePorts([{ name: "d", fixed: port }], { lockDir, owner: thisProcess() }),
    ).rejects.toThrow("reserved");
    third?.dispose();
    expect(readdirSync(join(lockDir, "ports"))).toEqual([]);
  });
});
