import { describe, expect, it } from "vitest";
import { assignmentText, asTyped } from "../../../src/processes/quoting";

const posix = ["linux", "darwin"] as const;

describe("a command in words", () => {
  it("can be typed into the system's shell", () => {
    const argv = ["dagster", "api", "a b", "it's", "$HOME", ""];
    for (const platform of posix)
      expect(asTyped(argv, platform)).toBe(`dagster api 'a b' 'it'\\''s' '$HOME' ''`);
    expect(asTyped(argv, "win32")).toBe(`dagster api "a b" "it's" "$HOME" ""`);
  });

  it("leaves Windows' paths as they are, unless blanks are in them", () => {
    expect(asTyped(["C:\\Python311\\python.exe", "-m", "x"], "win32")).toBe("C:\\Python311\\python.exe -m x");
    expect(asTyped(["C:\\Program Files\\x\\"], "win32")).toBe('"C:\\Program Files\\x\\\\"');
  });

  it("escapes quotes as Windows' programs read them", () => {
    expect(asTyped(['{"a": 1}'], "win32")).toBe('"{\\"a\\": 1}"');
    expect(asTyped(['a\\"b c'], "win32")).toBe('"a\\\\\\"b c"');
  });
});

describe("a variable's line", () => {
  it("is for the shell that one is in", () => {
    for (const platform of posix) {
      expect(assignmentText("URL", "http://x/?a=b c", {}, platform)).toBe("export URL='http://x/?a=b c'");
      expect(assignmentText("DIR", "/a", { SHELL: "/bin/zsh" }, platform)).toBe("export DIR=/a");
    }
    expect(assignmentText("DIR", "C:\\it's", {}, "win32")).toBe("$env:DIR = 'C:\\it''s'");
    expect(assignmentText("DIR", "C:\\a", { MSYSTEM: "MINGW64" }, "win32")).toBe("export DIR='C:\\a'");
    expect(assignmentText("DIR", "C:\\a", { Shell: "C:\\bash.exe" }, "win32")).toBe("export DIR='C:\\a'");
  });
});
