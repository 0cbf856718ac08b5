import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { problemsOf } from "../../../scripts/lib/rows.mts";
import { assumptionsIn, excused } from "../../../scripts/lib/systems.mts";

const told = (text: string, file = "trees/a.ts"): number[] =>
  assumptionsIn(file, text).map(({ line }) => line);

describe("what only src/processes may assume of the system", () => {
  it("fails the lint, naming file, line and what to do instead", () => {
    const text = "// One.\nexport const windows = process.platform === 'win32';\n";
    expect(problemsOf(new Map([["trees/a.ts", text]]))).toEqual([
      "src/trees/a.ts:2: `process.platform` is one system's: take `thisPlatform` of src/processes/platform, as an argument of the function that decides",
    ]);
    expect(problemsOf(new Map([["processes/a.ts", text]]))).toEqual([]);
  });

  it("is the platform, however it is asked for", () => {
    for (const text of [
      "process.platform",
      "process?.platform",
      'process["platform"]',
      "const { platform, arch } = process;",
      "os.platform()",
      'import { homedir, platform } from "node:os";',
      'import { platform as system } from "os";',
    ])
      expect(told(text), text).toEqual([1]);
  });

  it("is a path that not every system has", () => {
    for (const text of ['"/dev/null"', "`/tmp/x-${id}`", "'/proc/1/stat'", 'join("/tmp", name)'])
      expect(told(text), text).toEqual([1]);
  });

  it("is a signal sent or heard", () => {
    expect(told("a();\nprocess.kill(pid, 0);")).toEqual([2]);
    expect(told('process.on("SIGTERM", stop);')).toEqual([1]);
  });

  it("is a number that only some systems give a user", () => {
    expect(told("const root = process.getuid?.() === 0;")).toEqual([1]);
    expect(told("process.umask(0o77)")).toEqual([1]);
  });

  it("is neither words that look like it nor a comment", () => {
    for (const text of [
      "const { platform } = place;",
      'import { homedir, tmpdir } from "node:os";',
      'const path = "/tmpfiles";',
      '"https://host/tmp"',
      "/* process.platform\n   process.kill( */",
      "run(); // process.platform",
      "/** Not `/dev/null`. */",
      "server.kill(1);",
    ])
      expect(told(text), text).toEqual([]);
  });

  it("is found behind a text that looks like a comment", () => {
    expect(told('const url = "http://x"; process.kill(1);')).toEqual([1]);
    expect(told('const open = "/*";\nprocess.kill(1); // "*/"')).toEqual([2]);
  });

  it("is excused only where there is such a file, and a reason", () => {
    for (const { file, why } of excused) {
      expect(existsSync(join(import.meta.dirname, "../../../src", file)), file).toBe(true);
      expect(why).not.toBe("");
    }
  });
});
