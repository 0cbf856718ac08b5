import { describe, expect, it } from "vitest";
import { masked } from "../../../src/util/masked";
import { inputFailure, problemOf } from "../../../src/util/problem";

const mask = (text: string): string => text.replaceAll("hunter2", "***");

describe("a masked failure", () => {
  it("shows no secret in message, hint and lines, and is else the same", () => {
    const failure = inputFailure("code", "a hunter2", { hint: "b hunter2", lines: ["c hunter2"] });
    expect(problemOf(masked(failure, mask))).toEqual({
      code: "code",
      exit: 2,
      message: "a ***",
      hint: "b ***",
      lines: ["c ***"],
    });
  });

  it("has no hint where there was none, and other errors stay what they are", () => {
    expect(problemOf(masked(inputFailure("code", "a"), mask))).toEqual({
      code: "code",
      exit: 2,
      message: "a",
    });
    const error = new Error("x");
    expect(masked(error, mask)).toBe(error);
  });
});
