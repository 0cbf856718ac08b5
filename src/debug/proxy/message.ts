import { isRecord } from "../../util/json";
import { parseJson } from "../../util/parseJson";

export interface Request {
  readonly type: "request";
  readonly seq: number;
  readonly command: string;
  readonly arguments?: unknown;
}

export interface Response {
  readonly type: "response";
  readonly seq: number;
  readonly request_seq: number;
  readonly command: string;
  readonly success: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

export interface Event {
  readonly type: "event";
  readonly seq: number;
  readonly event: string;
  readonly body?: unknown;
}

/** Only what routing needs is checked; all else stays as it came. Messages are never changed in place. */
export type Message = Request | Response | Event;

export const isMessage = (value: unknown): value is Message => {
  if (!isRecord(value)) return false;
  if (value["type"] === "request") return typeof value["command"] === "string" && isSeq(value["seq"]);
  if (value["type"] === "event") return typeof value["event"] === "string";
  return value["type"] === "response" && isSeq(value["request_seq"]);
};

const isSeq = (value: unknown): boolean => typeof value === "number";

const received = new WeakMap<Message, Buffer>();

/** Undefined for what is no DAP message. The bytes are kept, so that what no rule touches goes on as it came. */
export const parseMessage = (bytes: Buffer): Message | undefined => {
  const value = parseJson(bytes.toString("utf8"));
  if (!isMessage(value)) return undefined;
  received.set(value, bytes);
  return value;
};

export const bytesOf = (message: Message): Buffer =>
  received.get(message) ?? Buffer.from(JSON.stringify(message), "utf8");

export const bodyOf = (message: Response | Event): Record<string, unknown> =>
  isRecord(message.body) ? message.body : {};

export const argumentsOf = (request: Request): Record<string, unknown> =>
  isRecord(request.arguments) ? request.arguments : {};

export const listOf = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];
