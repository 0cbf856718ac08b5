import { describe, expect, it } from "vitest";
import { notExecutable } from "../../../src/processes/startFailure";

describe("a file that can't be run", () => {
  it("needs permission, or on Windows another program", () => {
    for (const platform of ["linux", "darwin"] as const)
      expect(notExecutable("/s/my run.py", platform)).toEqual({
        why: "/s/my run.py is not executable",
        hint: { hint: "chmod +x '/s/my run.py'" },
      });
    expect(notExecutable("C:\\s\\run.py", "win32").hint?.hint).not.toContain("chmod");
  });
});
