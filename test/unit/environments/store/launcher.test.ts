import { describe, expect, it } from "vitest";
import { launcherText } from "../../../../src/environments/store/launcher";

describe("a launcher", () => {
  it("sets what the environment sets, quoted, and hands over to its arguments", () => {
    const text = launcherText({ vars: { A: "it's 5 $HOME" }, path: ["/a b/bin", "/c"] }, "linux");
    expect(text).toBe(
      `#!/bin/sh\nexport A='it'\\''s 5 $HOME'\nexport PATH='/a b/bin:/c'"\${PATH:+:$PATH}"\nexec "$@"\n`,
    );
  });

  it("is a batch file on Windows, where percent signs are doubled", () => {
    const text = launcherText({ vars: { A: "50%" }, path: ["C:\\a b"] }, "win32");
    expect(text.split("\r\n")).toEqual(["@echo off", 'set "A=50%%"', 'set "PATH=C:\\a b;%PATH%"', "%*", ""]);
  });
});
