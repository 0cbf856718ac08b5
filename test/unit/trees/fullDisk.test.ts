import { describe, expect, it } from "vitest";
import { sayingFullDisk } from "../../../src/trees/fullDisk";
import { inputFailure, machineFailure, problemOf } from "../../../src/util/problem";

const said = (error: unknown) =>
  sayingFullDisk("/state", "1.0.0 of /repo", () => Promise.reject(error)).then(undefined, problemOf);
const failed = (...lines: string[]): Error => machineFailure("checkout-failed", "git could not", { lines });

describe("a checkout onto a full disk", () => {
  it.each([
    ["git's own system error", failed("fatal: write error: No space left on device")],
    ["a file that git could not write", failed("error: unable to write file a.py", "fatal: Could not reset")],
    ["an index that git could not write", failed("fatal: unable to write new index file")],
    ["a quota", failed("error: unable to create file x: Disk quota exceeded")],
    [
      "a fetch for a name",
      inputFailure("unknown-ref", "1.0.0 is no tag", { lines: ["No space left on device"] }),
    ],
    ["a file of ours", Object.assign(new Error("ENOSPC: no space left"), { code: "ENOSPC" })],
  ])("says so, and where to make room, by %s", async (_, error) => {
    expect(await said(error)).toMatchObject({
      code: "disk-full",
      exit: 3,
      message: "The disk is full: 1.0.0 of /repo could not be checked out",
      hint: expect.stringMatching(/state folder \/state .*`backcompat clean`/),
      cause: error,
    });
  });

  it("is not what every failure is taken for", async () => {
    expect(await said(failed("fatal: bad object"))).toMatchObject({ code: "checkout-failed" });
    expect(await said(new TypeError("oops"))).toMatchObject({ code: "internal", message: "oops" });
    expect(await sayingFullDisk("/state", "x", () => Promise.resolve(1))).toBe(1);
  });
});
