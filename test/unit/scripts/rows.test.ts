import { describe, expect, it } from "vitest";
import { problemsOf } from "../../../scripts/lib/rows.mts";

const judged = (files: Record<string, string>): string[] => problemsOf(new Map(Object.entries(files)));

const util = { "util/text.ts": "export const a = 1;\n" };

describe("the rows of src", () => {
  it("let a room use its own files and the rows above", () => {
    const own = 'import { b } from "./order";\nimport { a } from "../util/text";\n';
    expect(judged({ ...util, "versions/axis.ts": own, "versions/order.ts": "" })).toEqual([]);
  });

  it("refuse a row below, naming file and line", () => {
    const files = { "util/text.ts": '\nimport type { X } from "../cli/main";\n', "cli/main.ts": "" };
    expect(judged(files)).toEqual([
      "src/util/text.ts:2: util (row 0) may not use cli/main.ts of row 9, below it",
    ]);
  });

  it("refuse a neighbour that nobody listed", () => {
    const files = { "logs/index.ts": 'export { t } from "../twins/twin";\n', "twins/twin.ts": "" };
    expect(judged(files)).toEqual([
      "src/logs/index.ts:1: logs may not use its neighbour twins/twin.ts (both row 7)",
    ]);
  });

  it("let every consumer read the contract, but nothing above it", () => {
    const contract = { "contract/ids.ts": "" };
    expect(judged({ ...contract, "editor/a.ts": 'import { x } from "../contract/ids";\n' })).toEqual([]);
    expect(judged({ ...contract, "debug/a.ts": 'import { x } from "../contract/ids";\n' })).toHaveLength(1);
  });

  it("refuse a room that stands in no row", () => {
    const files = { ...util, "helpers/x.ts": 'import { a } from "../util/text";\n' };
    expect(judged(files)).toEqual(["src/helpers/x.ts:1: the room helpers stands in no row"]);
  });

  it("see imports that are dynamic, of types inside expressions, or spread over lines", () => {
    const late = "const x = await import(\n  '../cli/main'\n);\n";
    const type = 'type X = import("../cli/main").X;\n';
    const spread = 'import {\n  a,\n  b,\n} from "../cli/main";\n';
    for (const text of [late, type, spread]) {
      expect(judged({ "util/a.ts": text, "cli/main.ts": "" })).toHaveLength(1);
    }
    expect(judged({ "util/a.ts": spread, "cli/main.ts": "" })[0]).toContain("util/a.ts:4:");
  });

  it("take no notice of comments", () => {
    const text = '// import { x } from "../cli/main";\n/**\n * await import("../cli/main")\n */\n';
    expect(judged({ "util/a.ts": text, "cli/main.ts": "" })).toEqual([]);
  });
});

describe("guarded modules", () => {
  it("keep vscode to the editor and the entry", () => {
    const text = 'import { window } from "vscode";\n';
    expect(judged({ "extension.ts": text, "editor/tree.ts": text })).toEqual([]);
    expect(judged({ "debug/session.ts": text })).toEqual([
      "src/debug/session.ts:1: vscode may be imported by extension.ts and editor only: the core knows no editor",
    ]);
  });

  it.each(["node:child_process", "child_process", "execa", "simple-git", "tree-kill"])(
    "keep %s to processes",
    (name) => {
      const text = `import x from "${name}";\n`;
      expect(judged({ "processes/spawn.ts": text })).toEqual([]);
      expect(judged({ "trees/git.ts": text })).toHaveLength(1);
    },
  );

  it.each(["node:fs", "fs/promises", "path"])("keep %s out of the webview", (name) => {
    expect(judged({ "webview/logs/main.ts": `import x from "${name}";\n` })).toEqual([
      `src/webview/logs/main.ts:1: the webview runs in a browser and can't import ${name}`,
    ]);
  });
});

describe("import cycles", () => {
  it("are shown whole, once", () => {
    const files = {
      "util/a.ts": 'import { b } from "./b";\n',
      "util/b.ts": 'import { c } from "./c";\n',
      "util/c.ts": '\nimport type { A } from "./a";\n',
      "util/d.ts": 'import { a } from "./a";\n',
    };
    expect(judged(files)).toEqual([
      "src/util/c.ts:2: imports go round: util/a.ts → util/b.ts → util/c.ts → util/a.ts",
    ]);
  });

  it("are not seen where two ways lead to one file", () => {
    const files = {
      "util/a.ts": 'import { b } from "./b";\nimport { c } from "./c";\n',
      "util/b.ts": 'import { c } from "./c";\n',
      "util/c.ts": "",
    };
    expect(judged(files)).toEqual([]);
  });
});

describe("what the extension loads at its start", () => {
  const zod = 'import { z } from "zod";\n';

  it("has no zod in it, however long the way there", () => {
    const files = {
      "extension.ts": 'import { a } from "./editor/a";\n',
      "editor/a.ts": '\nexport { r } from "../emulation/record";\n',
      "emulation/record.ts": zod,
    };
    expect(judged(files)).toEqual([
      expect.stringMatching(
        /^src\/emulation\/record\.ts:1: zod would be loaded with src\/extension\.ts \(extension\.ts → editor\/a\.ts → emulation\/record\.ts\): /,
      ),
    ]);
  });

  it("is not what comes later, nor types", () => {
    const late = 'const r = await import("../emulation/record");\nvoid import("../emulation/record");\n';
    const types =
      'import type { R } from "../emulation/record";\nexport type { S } from "../emulation/record";\n';
    for (const text of [late, types])
      expect(
        judged({
          "extension.ts": 'import "./editor/a";\n',
          "editor/a.ts": text,
          "emulation/record.ts": zod,
        }),
      ).toEqual([]);
  });
});
