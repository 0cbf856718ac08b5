import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { mendedScript } from "../../../../src/environments/python/install/shebangs";

const mended = (text: string, bin = "/a b/bin"): string | undefined =>
  mendedScript(Buffer.from(text), bin)?.toString();

describe("a script's first line", () => {
  it("with a blank or too long for the system is replaced by one that runs", () => {
    const head = (python: string) => `#!/bin/sh\n'''exec' "${python}" "$0" "$@"\n' '''\n`;
    expect(mended('#!"/a b/bin/python"\nimport a\n')).toBe(`${head("/a b/bin/python")}import a\n`);
    expect(mended("#!/a b/bin/python2.7\nimport a\n")).toBe(`${head("/a b/bin/python2.7")}import a\n`);
    const long = `/${"a".repeat(130)}/python3`;
    expect(mended(`#!${long}\nimport a\n`, dirname(long))).toBe(`${head(long)}import a\n`);
  });

  it.each([
    "#!/a/bin/python\nimport a\n",
    "#!/bin/sh\n",
    "import a\n",
    "",
    "#!/usr/bin/env python\n",
    '#!"/other place/python"\n',
  ])("that works is left alone: %j", (text) => {
    expect(mended(text)).toBeUndefined();
  });
});
