import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createPlainServer } from "node:http";
import { createServer } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { httpGet } from "../../../src/versions/http/get";

const signal = new AbortController().signal;
const sockets = new Set<Socket>();
const servers: Server[] = [];
const tunnels: string[] = [];
let folder = "";
let caFile = "";
let index = "";
let proxy = "";

const listening = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    servers.push(server);
    server.on("connection", (socket) => sockets.add(socket));
    server.listen(0, "127.0.0.1", () => {
      const address: AddressInfo | string | null = server.address();
      if (address === null || typeof address === "string") reject(new Error("not listening"));
      else resolve(address.port);
    });
  });

/** An index whose certificate only its own company trusts, and the proxy that leads there. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "backcompat-tls-"));
  caFile = join(folder, "cert.pem");
  const key = join(folder, "key.pem");
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const made = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", caFile];
  execFileSync("openssl", ["req", ...made, ...subject], { stdio: "ignore" });
  const secure = createServer({ key: readFileSync(key), cert: readFileSync(caFile) }, (request, response) =>
    response.end(`secret index, ${request.headers.authorization}`),
  );
  index = `https://localhost:${await listening(secure)}/simple/x/`;
  const plain = createPlainServer();
  plain.on("connect", (request, client) => {
    const [, port] = (request.url ?? "").split(":");
    tunnels.push(`${request.headers["proxy-authorization"]}`);
    const server = connect(Number(port), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      client.pipe(server).pipe(client);
    });
    sockets.add(server);
    server.on("error", () => client.destroy());
    client.on("error", () => server.destroy());
  });
  proxy = `http://u:p@127.0.0.1:${await listening(plain)}`;
});

afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true });
});

describe("an index behind a company's wall", () => {
  const headers = { authorization: "Basic abc" };

  it("isn't trusted by default", async () => {
    await expect(httpGet(index, { headers, signal })).rejects.toThrow(/self-signed/i);
  });

  it("is trusted with the certificates that the user's configuration names", async () => {
    const answer = await httpGet(index, { headers, signal, caFile });
    expect(answer).toMatchObject({ status: 200, body: "secret index, Basic abc" });
    expect(tunnels).toEqual([]);
  });

  it("is reached through the proxy's tunnel, which sees nothing of what is asked", async () => {
    expect((await httpGet(index, { headers, signal, caFile, proxy })).body).toBe("secret index, Basic abc");
    expect(tunnels).toEqual([`Basic ${Buffer.from("u:p").toString("base64")}`]);
    await expect(httpGet(index, { headers, signal, proxy })).rejects.toThrow(/self-signed/i);
  });

  it("is named with the certificate file that isn't there", async () => {
    await expect(httpGet(index, { headers, signal, caFile: join(folder, "none.pem") })).rejects.toThrow(
      "none.pem",
    );
  });
});
