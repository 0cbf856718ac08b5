import { describe, expect, it } from "vitest";
import { fileNameOf, nameOfFile } from "../../../src/processes/fileNames";

describe("a name as a file's", () => {
  it("is itself where that is possible", () => {
    for (const name of ["web", "code-server", "a.b", "console", "comX"]) expect(fileNameOf(name)).toBe(name);
  });

  it("is none that leaves its folder or means something else on any system", () => {
    for (const name of [
      "../x",
      "a/b",
      "a\\b",
      "C:",
      "a*",
      "a?",
      "x.",
      "..",
      "con",
      "AUX",
      "nul.txt",
      "com1",
      "a ",
    ]) {
      const made = fileNameOf(name);
      expect(made).toMatch(/^[\w%.-]+$/);
      expect(made).not.toMatch(/^(?:con|aux|nul|com1)(?:\.|$)|\.$|^\.+$/i);
      expect(nameOfFile(made)).toBe(name);
    }
  });
});
