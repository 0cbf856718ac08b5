import { describe, expect, it } from "vitest";
import { parseRange, rangeText } from "../../../src/versions/range";

const shown = (text: string): string => {
  const range = parseRange(text);
  return range.ok ? rangeText(range.value) : `wrong: ${range.error}`;
};

describe("reading a range", () => {
  it.each([
    [">=4.0.0 <=6.0.2", ">=4.0.0 <=6.0.2"],
    ["  >=1   <2 ", ">=1 <2"],
    [">= 1.2 < 2", ">=1.2 <2"],
    ["!=1.2", "!=1.2"],
    ["==1.2.*", "==1.2.*"],
    ["1.2.*", "==1.2.*"],
    ["1.2.0", "==1.2.0"],
    ["v1.2.0", "==v1.2.0"],
    ["~=1.4.2", "~=1.4.2"],
    [">1!2.0rc1", ">1!2.0rc1"],
    [">=jammy", ">=jammy"],
    [">=1.0.0-rc.1+build", ">=1.0.0-rc.1+build"],
  ])("takes %j as %j", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  it.each([
    ["", "a range is empty"],
    [">=1,<2", "separated by spaces"],
    ["1 || 2", "no 'or'"],
    ["^1.2", "'^' is not known here; write '>=1.2.0 <2'"],
    ["~1.2", "'~' is not known here"],
    ["=1.2", "write '=='"],
    ["===1.2", "write '=='"],
    [">=", "no version after the operator"],
    [">=1.2 <", "no version after the operator"],
    ["main", "'main' is not a version"],
    [">=1.2.*", "'.*' only goes with == and !="],
    ["~=1", "at least two numbers"],
    [">=1.2)", "is not a version"],
    ["<$(x)", "is not a version"],
  ])("says what is wrong with %j", (text, expected) => {
    expect(shown(text)).toContain("wrong: ");
    expect(shown(text)).toContain(expected);
  });
});
