import { describe, expect, it } from "vitest";
import { guardianEnvironment } from "../../../src/emulation/guardian";

describe("the guardian's environment", () => {
  it("has what each system finds its tools by, and no secrets", () => {
    const env = { PATH: "/usr/bin", HOME: "/home/ada", TMPDIR: "/var/t", API_TOKEN: "x", UNSET: undefined };
    for (const platform of ["linux", "darwin"] as const)
      expect(guardianEnvironment(env, platform)).toEqual({
        PATH: "/usr/bin",
        HOME: "/home/ada",
        TMPDIR: "/var/t",
      });
  });

  it("is found in any spelling on Windows", () => {
    const env = { Path: "C:\\Windows", SystemRoot: "C:\\Windows", ComSpec: "C:\\cmd.exe", Token: "x" };
    expect(guardianEnvironment(env, "win32")).toEqual({
      PATH: "C:\\Windows",
      SYSTEMROOT: "C:\\Windows",
      COMSPEC: "C:\\cmd.exe",
    });
  });
});
