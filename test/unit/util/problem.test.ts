import { describe, expect, it } from "vitest";
import { problemOf } from "../../../src/util/problem";

const refused = (code: string) =>
  Object.assign(new Error(`${code}: no, open '/state/x'`), { code, path: "/state/x" });

describe("what was thrown", () => {
  it("by a machine that refuses is no defect of ours: it names the file and what to do", () => {
    expect(problemOf(refused("ENOSPC"))).toMatchObject({
      code: "system-refused",
      message: "The disk is full: /state/x",
      hint: expect.stringContaining("backcompat clean"),
      exit: 3,
    });
    expect(problemOf(refused("EROFS")).message).toBe("The file system is read-only: /state/x");
  });

  it("by us is a defect with its stack", () => {
    for (const error of [new TypeError("x is not a function"), refused("ENOTEMPTY"), "text"])
      expect(problemOf(error)).toMatchObject({ code: "internal", exit: 3, cause: error });
  });
});
