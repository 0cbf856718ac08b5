import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { commit, git, type Machine, makeMachine, makeRepository, request } from "./world";

let code = "";
let machine: Machine;
let repo: string;

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "checkOutWorker.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    write: false,
    logLevel: "error",
  });
  code = outputFiles[0]?.text ?? "";
});

beforeEach(() => {
  machine = makeMachine();
  repo = makeRepository(machine);
  const many = Array.from({ length: 600 }, (_, n) => [`many/${n % 20}/${n}.txt`, `${n}\n`.repeat(50)]);
  commit(repo, Object.fromEntries(many), "3.0.0");
  writeFileSync(join(machine.dir, "worker.mjs"), code);
});
afterEach(() => machine.dispose());

interface Ended {
  readonly root: string | undefined;
  readonly signal: string | undefined;
}

const checkOut = (kind: "shared" | "exclusive", ...death: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const args = [join(machine.dir, "worker.mjs"), machine.stateDir, repo, "3.0.0", kind, ...death];
    execFile(process.execPath, args, (error, stdout) => {
      const parsed: { root?: string } = stdout === "" ? {} : JSON.parse(stdout);
      resolve({ root: parsed.root, signal: error?.signal ?? undefined });
    });
  });

const rootsOf = (ended: readonly Ended[]): Set<string | undefined> => new Set(ended.map(({ root }) => root));

describe("several processes at once", () => {
  it("share one tree of a commit, made once", async () => {
    const roots = rootsOf(await Promise.all([checkOut("shared"), checkOut("shared"), checkOut("shared")]));
    expect(roots.size).toBe(1);
    const [root = ""] = roots;
    expect(git(root, "status", "--porcelain")).toBe("");
  });

  it("get a tree each when they ask for their own", async () => {
    const roots = rootsOf(await Promise.all([checkOut("exclusive"), checkOut("exclusive")]));
    expect(roots.size).toBe(2);
    expect(roots.has(undefined)).toBe(false);
  });

  it("survive one of them being killed at any moment of a checkout", async () => {
    for (const afterMs of ["0", "8", "20"]) {
      const [dead] = await Promise.all([checkOut("shared", "worktree", afterMs), checkOut("exclusive")]);
      expect(dead.signal).toBe("SIGKILL");
      const tree = await machine.trees.checkOut(request(repo, "3.0.0"));
      expect(git(tree.root, "status", "--porcelain")).toBe("");
      expect(git(tree.root, "ls-files").split("\n")).toHaveLength(603);
      await machine.trees.release({ lease: tree.lease });
      await machine.trees.remove(tree.root.split(/[\\/]/).slice(-2).join("/"), "keep");
    }
  });
});
