import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { ask, askStatus, type HttpAsk } from "../../../src/util/request";

let server: Server;
let connections = 0;

const serve = (answer: Parameters<typeof createServer>[1]): Promise<HttpAsk> =>
  new Promise((resolve) => {
    server = createServer(answer ?? (() => undefined));
    server.on("connection", (socket) => {
      connections++;
      socket.on("close", () => connections--);
    });
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      resolve({ url: `http://127.0.0.1:${port}/`, method: "GET", headers: {} });
    });
  });

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe("a request", () => {
  it("gets status and whole body, and keeps no connection", async () => {
    const body = "ü".repeat(500_000);
    const asked = await serve((_, response) => response.writeHead(201).end(body));
    expect(await ask(asked)).toMatchObject({ status: 201, body });
    await expect.poll(() => connections).toBe(0);
  });

  it("doesn't follow where it is sent on", async () => {
    const asked = await serve((_, response) => response.writeHead(302, { location: "/login" }).end());
    expect((await ask(asked)).status).toBe(302);
  });

  it("for the status alone doesn't wait for a stream of events", async () => {
    const asked = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("data: 1\n\n");
    });
    expect(await askStatus(asked)).toBe(200);
  });

  it("for the status alone lets the server finish what it says", async () => {
    let broken = false;
    const asked = await serve((request, response) => {
      request.on("aborted", () => {
        broken = true;
      });
      response.writeHead(200);
      response.end("x".repeat(1_000_000));
    });
    expect(await askStatus(asked)).toBe(200);
    await expect.poll(() => connections).toBe(0);
    expect(broken).toBe(false);
  });

  it("ends with its signal, and closes its connection", async () => {
    const asked = await serve(() => undefined);
    const cancel = new AbortController();
    const asking = ask(asked, cancel.signal);
    await expect.poll(() => connections).toBe(1);
    cancel.abort();
    await expect(asking).rejects.toThrow();
    await expect.poll(() => connections).toBe(0);
  });

  it("fails when the connection breaks in the middle of the body", async () => {
    const asked = await serve((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      setImmediate(() => response.destroy());
    });
    await expect(ask(asked)).rejects.toThrow();
  });
});
