import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { problemOf } from "../../../src/util/problem";
import { httpGet } from "../../../src/versions/http/get";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const listening = (listener: RequestListener): Promise<string> =>
  new Promise((resolve) => {
    const server = createServer(listener);
    servers.push(server);
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${portOf(server)}`));
  });

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening");
  return address.port;
};

const signal = new AbortController().signal;

describe("asking an index over HTTP", () => {
  it("gives status, type and unpacked body", async () => {
    const url = await listening((request, response) => {
      response.writeHead(404, { "content-type": "text/plain", "content-encoding": "gzip" });
      response.end(gzipSync(`no ${request.url} for ${request.headers["x-who"]}`));
    });
    expect(await httpGet(`${url}/x/`, { headers: { "x-who": "me" }, signal })).toMatchObject({
      status: 404,
      contentType: "text/plain",
      body: "no /x/ for me",
    });
  });

  it("follows redirects, but gives a stranger no credentials", async () => {
    const seen: string[] = [];
    const other = await listening((request, response) => {
      seen.push(`other ${request.headers.authorization}`);
      response.end("there");
    });
    const url = await listening((request, response) => {
      seen.push(`${request.url} ${request.headers.authorization}`);
      response.writeHead(301, { location: request.url === "/a" ? "b" : other }).end();
    });
    expect((await httpGet(`${url}/a`, { headers: { authorization: "secret" }, signal })).body).toBe("there");
    expect(seen).toEqual(["/a secret", "/b secret", "other undefined"]);
  });

  it("gives up on a circle of redirects", async () => {
    const url = await listening((_, response) => response.writeHead(302, { location: "/" }).end());
    await expect(httpGet(url, { headers: {}, signal })).rejects.toThrow("more than 5 redirects");
  });

  it("goes through a proxy with its credentials", async () => {
    const proxy = await listening((request, response) =>
      response.end(`${request.url} ${request.headers.host} ${request.headers["proxy-authorization"]}`),
    );
    const through = proxy.replace("http://", "http://u:p@");
    expect((await httpGet("http://index.invalid/x/", { headers: {}, signal, proxy: through })).body).toBe(
      `http://index.invalid/x/ index.invalid Basic ${Buffer.from("u:p").toString("base64")}`,
    );
  });

  it("asks a proxy for a tunnel to a secure index, and says what the proxy answered", async () => {
    const asked: string[] = [];
    const proxy = await listening(() => undefined);
    servers.at(-1)?.on("connect", (request, socket) => {
      asked.push(request.url ?? "");
      socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    });
    await expect(httpGet("https://index.invalid/x/", { headers: {}, signal, proxy })).rejects.toThrow(
      /the proxy 127.0.0.1:\d+ answered 407/,
    );
    expect(asked).toEqual(["index.invalid:443"]);
  });

  it("fails where the connection breaks in the middle of an answer", async () => {
    const url = await listening((_, response) => {
      response.writeHead(200, { "content-length": 100 });
      response.write("half", () => response.destroy());
    });
    await expect(httpGet(url, { headers: {}, signal })).rejects.toThrow();
  });

  it.each(["before", "during"])("stops at once when cancelled %s the answer", async (when) => {
    const control = new AbortController();
    const url = await listening((_, response) => {
      if (when === "during") response.write("half");
      setImmediate(() => control.abort());
    });
    const error: unknown = await httpGet(url, { headers: {}, signal: control.signal }).catch(
      (caught: unknown) => caught,
    );
    expect(problemOf(error).code).toBe("interrupted");
  });

  it("fails where nobody listens", async () => {
    await expect(httpGet("http://127.0.0.1:1/", { headers: {}, signal })).rejects.toThrow("ECONNREFUSED");
  });
});
