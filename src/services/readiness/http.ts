import { errorCode } from "../../util/files";
import { askStatus } from "../../util/request";
import { whereItListens } from "./listening";
import { noAnswer, patiently } from "./patience";
import type { Asked, Probe } from "./probe";

/** By default any answer from 200 to 399 will do. */
export const httpProbe = (port: number, path: string, status: number | undefined, asked: Asked): Probe => {
  const url = `http://127.0.0.1:${port}${path.startsWith("/") ? path : `/${path}`}`;
  const what = `GET ${url}`;
  let refused = false;
  const get = async (signal: AbortSignal): Promise<string | undefined> => {
    try {
      const answer = await askLoopback(url, port, signal);
      refused = false;
      return isExpected(answer, status) ? undefined : answered(what, answer, status);
    } catch (error) {
      signal.throwIfAborted();
      refused = errorCode(error) === "ECONNREFUSED";
      return `${what} ${refused ? "was refused" : `failed (${errorCode(error) ?? String(error)})`}`;
    }
  };
  return {
    before: noAnswer(what),
    ask: patiently(what, asked, get),
    explain: async () => (refused ? await whereItListens(asked) : undefined),
  };
};

/** A server told to listen on `localhost` may have chosen IPv6 alone. */
const askLoopback = async (url: string, port: number, signal: AbortSignal): Promise<number> => {
  const asking = { url, method: "GET", headers: { accept: "*/*" } };
  try {
    return await askStatus(asking, signal);
  } catch (error) {
    if (errorCode(error) !== "ECONNREFUSED") throw error;
    const v6 = url.replace(`127.0.0.1:${port}`, `[::1]:${port}`);
    return await askStatus({ ...asking, url: v6 }, signal).catch(() => {
      throw error;
    });
  }
};

const isExpected = (answer: number, status: number | undefined): boolean =>
  status === undefined ? answer >= 200 && answer < 400 : answer === status;

const answered = (what: string, answer: number, status: number | undefined): string =>
  `${what} answered ${answer}${status === undefined ? "" : `, expected ${status}`}`;
