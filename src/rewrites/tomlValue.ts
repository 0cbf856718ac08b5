import { parse } from "smol-toml";
import { inputFailure } from "../util/problem";
import { lineEndAt } from "./edits";
import type { OldValue, ValueSpot, Written } from "./types";

export const tomlValue = (text: string, at: number, raw: string): ValueSpot => ({
  kind: "value",
  at,
  end: at + raw.length,
  value: oldValue(raw),
  write: (written) => tomlText(written, raw, lineEndAt(text, at)),
});

export const tomlString = (raw: string): string => String(parsed(raw));

const parsed = (raw: string): unknown => parse(`value = ${raw}`, { integersAsBigInt: "asNeeded" })["value"];

const oldValue = (raw: string): OldValue => {
  const value = parsed(raw);
  if (value instanceof Date) return raw;
  return typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean" ||
    typeof value === "bigint"
    ? value
    : undefined;
};

const tomlText = (written: Written, raw: string, lineEnd: string): string => {
  const { text } = written;
  if (written.kind === "bare") return bareText(text, raw);
  if (!/^["']/.test(raw) && isDate(raw) && isDate(text)) return text;
  if (raw.startsWith('"""')) return multiLine(text, raw, lineEnd);
  if (raw.startsWith("'''")) return multiLineLiteral(text, raw, lineEnd) ?? multiLine(text, raw, lineEnd);
  return raw.startsWith("'") && !/['\p{Cc}]/u.test(text) ? `'${text}'` : basic(text);
};

/** TOML keeps integers and floats apart: where a float was, a float has to be. */
const bareText = (text: string, raw: string): string => {
  if (text === "null") throw inputFailure("bad-value", "TOML has no null");
  const wasFloat = /^[-+]?\d[\d_]*(?:\.|[eE])/.test(raw) || /^[-+]?(?:inf|nan)$/.test(raw);
  return wasFloat && /^-?\d+$/.test(text) && !isDate(raw) ? `${text}.0` : text;
};

const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d|$)|^\d\d:\d\d/.test(text) && readsAsDate(text);

const readsAsDate = (text: string): boolean => {
  try {
    return parsed(text) instanceof Date;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
};

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1).replaceAll("\u007f", "\\u007f");
const basic = (text: string): string => `"${escaped(text)}"`;

/** Lines stay lines where the file's line end is what the text means by one. */
const multiLine = (text: string, raw: string, lineEnd: string): string => {
  const lines = lineEnd === "\n" ? text.split("\n").map(escaped).join("\n") : escaped(text);
  return `"""${firstBreak(text, raw)}${lines}"""`;
};

const multiLineLiteral = (text: string, raw: string, lineEnd: string): string | undefined => {
  const fits = !/'''|'$|[^\P{Cc}\n\t]/u.test(text) && (lineEnd === "\n" || !text.includes("\n"));
  return fits ? `'''${firstBreak(text, raw)}${text}'''` : undefined;
};

/** A line end right behind the opening quotes is not part of the text. */
const firstBreak = (text: string, raw: string): string =>
  /^.{3}(\r\n|\n)/.exec(raw)?.[1] ?? (text.startsWith("\n") ? "\n" : "");
