import { describe, expect, it } from "vitest";
import { joinUrl } from "../../../src/trees/submodules";

describe("a submodule's relative address", () => {
  it("goes on from the superproject's, whatever kind that is", () => {
    for (const [base, url, whole] of [
      ["https://host/group/super.git", "../lib.git", "https://host/group/lib.git"],
      ["git@host:group/super.git", "../lib.git", "git@host:group/lib.git"],
      ["/home/ada/super", "../lib", "/home/ada/lib"],
      ["/home/ada/super", "./lib", "/home/ada/super/lib"],
      ["C:/src/super", "../lib", "C:/src/lib"],
      ["C:\\src\\super", "../lib", "C:/src/lib"],
    ] as const)
      expect(joinUrl(base, url), base).toBe(whole);
  });
});
