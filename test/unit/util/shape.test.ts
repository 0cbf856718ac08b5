import { describe, expect, it } from "vitest";
import {
  as,
  either,
  fields,
  flag,
  listOf,
  number,
  oneOf,
  optional,
  recordOf,
  text,
} from "../../../src/util/shape";

describe("the shape of unknown input", () => {
  it("is that of each field, and what else is in it doesn't matter", () => {
    const shape = fields({ name: text, port: number, open: flag });
    const given = { name: "web", port: 80, open: true, more: 1 };
    expect(as(shape, given)).toBe(given);
    expect(as(shape, { ...given, port: "80" })).toBeUndefined();
    expect(as(shape, { name: "web", port: 80 })).toBeUndefined();
    for (const other of [undefined, null, "web", 80, [given]]) expect(as(shape, other)).toBeUndefined();
  });

  it("may leave out what is optional, but not get it wrong", () => {
    const shape = fields({ folder: optional(text) });
    expect([{}, { folder: "/a" }, { folder: undefined }].every(shape)).toBe(true);
    expect(shape({ folder: 1 })).toBe(false);
  });

  it("holds for every element of a list and every value of a record", () => {
    expect(listOf(number)([1, 2])).toBe(true);
    expect(listOf(number)([1, "2"])).toBe(false);
    expect(listOf(number)({ 0: 1 })).toBe(false);
    expect(recordOf(text)({ a: "1" })).toBe(true);
    expect(recordOf(text)({ a: 1 })).toBe(false);
    expect(recordOf(text)(["1"])).toBe(false);
  });

  it("is one of several", () => {
    const shape = either(fields({ kind: oneOf("a"), x: number }), fields({ kind: oneOf("b", "c") }));
    expect([{ kind: "a", x: 1 }, { kind: "b" }, { kind: "c" }].every(shape)).toBe(true);
    expect([{ kind: "a" }, { kind: "d" }, {}].some(shape)).toBe(false);
  });
});
