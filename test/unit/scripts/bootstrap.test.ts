import { describe, expect, it } from "vitest";
import { shellWords } from "../../../scripts/bootstrap.mjs";

describe("words for a shell", () => {
  it("are quoted where blanks and signs would take them apart", () => {
    const code = "C:\\Program Files\\Microsoft VS Code\\bin\\code.cmd";
    expect(shellWords([code, "--version", "--with=C:\\a&b"])).toEqual([
      `"${code}"`,
      "--version",
      '"--with=C:\\a&b"',
    ]);
  });
});
