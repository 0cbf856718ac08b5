import { promises as fs } from "node:fs";
import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { interrupted } from "../../util/problem";
import { basicAuthorization } from "./credentials";
import { tunnel } from "./tunnel";
import type { HttpAnswer, HttpGet, HttpRequest } from "./types";

// Node's fetch takes neither a user's own certificates nor a proxy, and behind a company's wall both are needed.
export const httpGet: HttpGet = async (url, request) => {
  const ca = request.caFile === undefined ? undefined : await fs.readFile(request.caFile);
  let target = new URL(url);
  let headers = request.headers;
  for (let redirects = 0; redirects <= 5; redirects++) {
    const answer = await ask(target, { ...request, headers }, ca);
    const next = answer.location === undefined ? undefined : new URL(answer.location, target);
    if (!next) return answer;
    if (next.origin !== target.origin) headers = withoutCredentials(headers);
    target = next;
  }
  throw new Error("more than 5 redirects");
};

const idleMs = 20_000;

interface Answer extends HttpAnswer {
  readonly location: string | undefined;
}

const ask = async (url: URL, request: HttpRequest, ca: Buffer | undefined): Promise<Answer> => {
  const message = await send(url, request, ca);
  const status = message.statusCode ?? 0;
  const location = [301, 302, 303, 307, 308].includes(status) ? message.headers.location : undefined;
  const bytes = await bytesOf(message);
  const contentType = message.headers["content-type"] ?? "";
  return { status, location, contentType, body: bytes.toString("utf8"), bytes };
};

const send = async (url: URL, request: HttpRequest, ca: Buffer | undefined): Promise<IncomingMessage> => {
  const secure = url.protocol === "https:";
  const through = request.proxy === undefined ? undefined : new URL(request.proxy);
  const socket = secure && through ? await tunnel(url, through, ca, request.signal) : undefined;
  const headers = { "accept-encoding": "gzip, br, deflate", "user-agent": "backcompat", ...request.headers };
  return new Promise((resolve, reject) => {
    const common = { method: "GET", signal: request.signal, timeout: idleMs };
    const sent = secure
      ? secureRequest(url, {
          ...common,
          headers,
          ...(ca ? { ca } : {}),
          ...(socket ? { createConnection: () => socket, agent: false } : {}),
        })
      : plainRequest(through ?? url, {
          ...common,
          headers: { ...headers, host: url.host, ...proxyHeaders(through) },
          ...(through ? { path: url.href } : {}),
        });
    sent.on("timeout", () => sent.destroy(new Error(`no answer for ${idleMs / 1000} s`)));
    sent.on("response", resolve);
    sent.on("error", (error) => reject(request.signal.aborted ? interrupted(`Asking ${url.host}`) : error));
    sent.end();
  });
};

const proxyHeaders = (proxy: URL | undefined): Record<string, string> => {
  const authorization = proxy && basicAuthorization(proxy);
  return authorization ? { "proxy-authorization": authorization } : {};
};

const bytesOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  const decoded = decodedOf(message);
  // A broken connection is an error of the message, not of what decodes it.
  message.once("error", (error) => decoded.destroy(error));
  for await (const chunk of decoded) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

const decodedOf = (message: IncomingMessage): Readable => {
  switch (message.headers["content-encoding"]) {
    case "gzip":
      return message.pipe(createGunzip());
    case "br":
      return message.pipe(createBrotliDecompress());
    case "deflate":
      return message.pipe(createInflate());
    default:
      return message;
  }
};

const withoutCredentials = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"));
