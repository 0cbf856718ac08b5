import { promises as fs } from "node:fs";
import { resolve } from "node:path";
import { errorCode, pathInside, readIfThere } from "../util/files";
import { withinTime } from "../util/pausing";
import { inputFailure, interrupted } from "../util/problem";
import { ask, type HttpAnswer } from "../util/request";
import { duration, nearest } from "../util/text";
import type { CheckWorld, FilledDocument, FilledRequest } from "./types";

export type Sent =
  | { readonly kind: "answered"; readonly answer: HttpAnswer }
  | { readonly kind: "failed"; readonly why: string };

/** One request within its time; the clock stands still while a target is held. */
export const send = async (request: FilledRequest, timeoutMs: number, world: CheckWorld): Promise<Sent> => {
  const { clock, pause, signal } = world;
  const limit = { ms: timeoutMs, clock, pause, ...(signal && { signal }) };
  try {
    const outcome = await withinTime(limit, (inner) => ask(asHttp(request), inner));
    if (!outcome.late) return { kind: "answered", answer: outcome.value };
    return { kind: "failed", why: `${titleOf(request)} gave no answer within ${duration(timeoutMs)}` };
  } catch (error) {
    if (signal?.aborted) throw interrupted(titleOf(request));
    return { kind: "failed", why: `${titleOf(request)} failed: ${reason(error)}` };
  }
};

/** The request that carries a GraphQL document. */
export const graphqlRequest = async (
  request: FilledRequest,
  document: FilledDocument,
  variables: Readonly<Record<string, unknown>>,
): Promise<FilledRequest> => ({
  ...request,
  method: "POST",
  headers: { accept: "application/json", ...request.headers },
  body: { query: await documentText(document), variables },
});

/** `POST http://127.0.0.1:3000/graphql`. */
export const titleOf = (request: FilledRequest): string => `${request.method} ${urlOf(request)}`;

const urlOf = ({ base, path }: FilledRequest): string =>
  `${base.replace(/\/$/, "")}${path.startsWith("/") ? path : `/${path}`}`;

const asHttp = (request: FilledRequest) => {
  const { body } = request;
  const url = urlOf(request);
  if (body === undefined) return { url, method: request.method, headers: request.headers };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const named = Object.keys(request.headers).some((name) => name.toLowerCase() === "content-type");
  const type = named || typeof body === "string" ? {} : { "content-type": "application/json" };
  const length = { "content-length": String(Buffer.byteLength(text)) };
  return { url, method: request.method, headers: { ...type, ...length, ...request.headers }, body: text };
};

const reason = (error: unknown): string => {
  if (errorCode(error) === "ECONNREFUSED") return "nobody listens there (ECONNREFUSED)";
  if (errorCode(error) === "ECONNRESET") return "the connection was closed before an answer (ECONNRESET)";
  return error instanceof Error ? error.message : String(error);
};

const documentText = async ({ document, folder }: FilledDocument): Promise<string> => {
  if (!/^[^\n{}]+\.(graphql|gql)$/.test(document)) return document;
  if (!pathInside(folder, document)) {
    throw inputFailure("path-leaves-tree", `The GraphQL document ${document} lies outside ${folder}`, {
      hint: "Name a file of the side's tree.",
    });
  }
  const content = await readIfThere(resolve(folder, document));
  return content?.toString("utf8") ?? notThere(document, folder);
};

const notThere = async (document: string, folder: string): Promise<never> => {
  const near = nearest(document, await fs.readdir(folder).catch(() => []));
  throw inputFailure("no-document", `There is no GraphQL document ${document} in ${folder}`, {
    hint: near ? `Did you mean ${near}?` : "Correct its path, which is relative to the side's tree.",
  });
};
