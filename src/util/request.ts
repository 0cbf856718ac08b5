import { type ClientRequest, type IncomingMessage, request as open } from "node:http";

export interface HttpAsk {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

const longestBody = 16_000_000;

/** One request on a connection of its own; nothing is kept alive, no redirect is followed. */
export const ask = (what: HttpAsk, signal?: AbortSignal): Promise<HttpAnswer> =>
  new Promise((resolve, reject) => {
    connect(what, signal, reject, (answer) => {
      readBody(answer).then(
        (body) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        reject,
      );
    });
  });

/** Settles with the status as soon as it is known; the rest is read away, so that no server sees a broken pipe. */
export const askStatus = (what: HttpAsk, signal?: AbortSignal): Promise<number> =>
  new Promise((resolve, reject) => {
    connect(what, signal, reject, (answer) => {
      resolve(answer.statusCode ?? 0);
      drain(answer);
    });
  });

const connect = (
  what: HttpAsk,
  signal: AbortSignal | undefined,
  failed: (error: unknown) => void,
  answered: (answer: IncomingMessage) => void,
): ClientRequest => {
  const headers = { ...what.headers, connection: "close" };
  const asking = open(what.url, { method: what.method, headers, agent: false, ...(signal && { signal }) });
  asking.on("error", failed);
  asking.on("response", answered);
  return asking.end(what.body);
};

const readBody = async (answer: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer) {
    if (!Buffer.isBuffer(part)) continue;
    parts.push(part);
    length += part.length;
    if (length > longestBody) break;
  }
  return Buffer.concat(parts).toString("utf8");
};

/** A stream of events never ends: it is left after a while. */
const drain = (answer: IncomingMessage): void => {
  const leave = setTimeout(() => answer.destroy(), 2000);
  leave.unref();
  answer.socket.unref();
  answer.on("close", () => clearTimeout(leave));
  answer.on("error", () => clearTimeout(leave));
  answer.resume();
};
