import { inputFailure } from "../util/problem";
import { wellFormed } from "./bytes";
import type { OldValue, Scalar, ValueSpot, Written } from "./types";

const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/**
 * Values from `${…}` arrive as text, so a text that reads as a number takes the type of the number it replaces:
 * `port: 4266` stays a number, and `port: "4266"` a string. The same holds for true and false.
 */
export const writtenFor = ({ value: old, untyped }: ValueSpot, value: Scalar, path: string): Written => {
  if (typeof value === "string") {
    if (!wellFormed(value)) throw inputFailure("not-utf8", `The value for ${path} is not valid text`);
    return { kind: takesTypeOf(old, value) ? "bare" : "text", text: value };
  }
  if (typeof value === "number" && !Number.isFinite(value))
    throw inputFailure("bad-value", `The value for ${path} is ${value}, which is no number a file can hold`);
  if (untyped) return { kind: "text", text: value === null ? "" : String(value) };
  return { kind: "bare", text: String(value) };
};

/** Numbers beyond the precise ones may look the same and differ. */
export const nothingToDo = (spot: ValueSpot, written: Written): boolean =>
  saysAlready(spot, written) &&
  !(typeof spot.value === "number" && Math.abs(spot.value) > Number.MAX_SAFE_INTEGER);

/** Whether the file says this. */
export const saysAlready = ({ value }: ValueSpot, { kind, text }: Written): boolean => {
  if (kind === "text") return value === text;
  if (typeof value === "number") return number.test(text) && Object.is(value, Number(text));
  return value !== undefined && typeof value !== "string" && String(value) === text;
};

const takesTypeOf = (old: OldValue, text: string): boolean =>
  typeof old === "boolean"
    ? text === "true" || text === "false"
    : (typeof old === "number" || typeof old === "bigint") && number.test(text);
