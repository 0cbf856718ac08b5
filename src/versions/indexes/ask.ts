import { inputFailure, machineFailure } from "../../util/problem";
import { throwIfAborted } from "../../util/time";
import { basicAuthorization, withoutUserinfo } from "../http/credentials";
import { proxyFor } from "../http/proxy";
import type { HttpAnswer } from "../http/types";
import type { VersionsWorld } from "../world";

export interface IndexRequest {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly caFile?: string;
  readonly proxy?: string;
}

export const unreachableCode = "index-unreachable";

/** Undefined where the index doesn't know the package. Credentials of the URL never leave the header. */
export const askIndex = async (
  request: IndexRequest,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<HttpAnswer | undefined> => {
  const shown = withoutUserinfo(request.url);
  const answer = await answerOf(request, shown, world, signal);
  if (answer.status === 200) return answer;
  if (answer.status === 404 || answer.status === 410) return undefined;
  if (answer.status === 401 || answer.status === 403 || answer.status === 407)
    throw inputFailure("index-refused", `${shown} refuses with ${answer.status}`, {
      hint: "Check the credentials in your pip or npm configuration.",
    });
  throw machineFailure(unreachableCode, `${shown} answered ${answer.status}`);
};

/** A login page of a network in between is as good as no answer. */
export const jsonOf = (text: string, what: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw machineFailure(unreachableCode, `The index answered something that is not ${what}`, {
      cause: error,
    });
  }
};

const answerOf = async (
  request: IndexRequest,
  shown: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<HttpAnswer> => {
  const authorization = basicAuthorization(request.url);
  const proxy = proxyFor(request.url, world.env, request.proxy);
  try {
    const get = world.get ?? (await import("../http/get")).httpGet;
    return await get(shown, {
      headers: { ...request.headers, ...(authorization ? { authorization } : {}) },
      signal,
      ...(request.caFile === undefined ? {} : { caFile: request.caFile }),
      ...(proxy === undefined ? {} : { proxy }),
    });
  } catch (error) {
    throwIfAborted(signal, `Asking ${request.url.host}`);
    const why = error instanceof Error ? error.message : String(error);
    throw machineFailure(unreachableCode, `${shown} can't be reached: ${why}`, {
      hint: "Check the network and the index in your pip or npm configuration.",
      cause: error,
    });
  }
};
