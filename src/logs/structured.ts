import { isRecord } from "../util/isRecord";
import { type Entry, levelNamed } from "./level";

/** A line that is one JSON object, or `key=value` pairs, with a level among them. */
export const readStructured = (text: string): Entry | undefined =>
  text.startsWith("{") ? readJson(text) : readLogfmt(text);

const readJson = (text: string): Entry | undefined => {
  const fields = /"(?:[\w.@]*level\w*|lvl|severity)"\s*:/.test(text) ? parsed(text) : undefined;
  if (fields === undefined) return undefined;
  const level = levelNamed(
    first(fields, ["level", "severity", "lvl", "levelname", "log.level", "@level", "loglevel"]) ?? "",
  );
  if (level === undefined) return undefined;
  const thrown = [fields["err"], fields["error"], fields["exception"]].find(isRecord) ?? {};
  const stack = first(fields, ["stack", "stack_trace", "exc_info", "exception"]) ?? first(thrown, ["stack"]);
  const message = joined(
    first(fields, ["msg", "message", "event", "@message", "MESSAGE"]),
    first(fields, ["err", "error", "exception_message"]) ?? first(thrown, ["message"]),
  );
  return { level, message, ...(stack === undefined ? {} : { stack }) };
};

const parsed = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch (error) {
    // Cut off, or no JSON after all: then it is a line like any other.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const first = (fields: Record<string, unknown>, names: readonly string[]): string | undefined => {
  const name = names.find((key) => ["string", "number"].includes(typeof fields[key]));
  return name === undefined ? undefined : String(fields[name]);
};

const readLogfmt = (text: string): Entry | undefined => {
  const found = /(?:^|\s)(?:level|lvl|severity)="?(\w+)"?(?=\s|$)/i.exec(text);
  const level = found ? levelNamed(found[1] ?? "") : undefined;
  if (level === undefined) return undefined;
  const message = joined(field(text, "msg|message"), field(text, "err|error"));
  return { level, message: message === "" ? text : message };
};

const field = (text: string, names: string): string | undefined => {
  const found = new RegExp(`(?:^|\\s)(?:${names})=(?:"((?:[^"\\\\]|\\\\.)*)"|(\\S+))`).exec(text);
  return found?.[1]?.replace(/\\(.)/g, "$1") ?? found?.[2];
};

const joined = (message = "", cause = ""): string =>
  message.includes(cause) ? message : message === "" ? cause : `${message}: ${cause}`;
