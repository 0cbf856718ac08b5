import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ignoredBelow } from "../../../src/editor/explore/ignored";
import { editedBySide } from "../../../src/editor/views/scenario/edited";
import { noValues } from "../../../src/emulation/values";
import { list, scenarioOf, settled, v } from "../../unit/scenario/settling";

const never = new AbortController().signal;
const environment = {
  key: "k",
  kind: "none",
  dir: undefined,
  vars: {},
  path: [],
  log: undefined,
  cached: true,
} as const;

describe("a side's tree", () => {
  let root: string;
  const git = (...args: string[]): void => {
    execFileSync("git", ["-C", root, "-c", "user.name=n", "-c", "user.email=e@x", ...args]);
  };
  const write = (path: string, text = ""): void => {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  };

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "backcompat-tree-"));
    git("init", "-q");
    write(".gitignore", "*.pyc\nbuild/\n");
    for (const file of ["app/w.yaml", "app/a.py", "w.yaml"]) write(file, "1");
    git("add", ".");
    git("commit", "-q", "-m", "one");
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it("hides what git ignores, whole folders as one", async () => {
    for (const file of ["build/x/y", "app/a.pyc", "app/new.py"]) write(file);
    expect(await ignoredBelow(root, never)).toEqual(new Set(["build", "app/a.pyc"]));
    expect(await ignoredBelow(join(root, "app"), never)).toEqual(new Set(["a.pyc"]));
  });

  it("hides nothing where there is no git", async () => {
    const plain = mkdtempSync(join(tmpdir(), "backcompat-plain-"));
    expect(await ignoredBelow(plain, never)).toEqual(new Set());
    rmSync(plain, { recursive: true });
  });

  it("is edited by what a person changed, and not by what the emulation rewrote", async () => {
    for (const file of ["app/w.yaml", "app/a.py", "w.yaml"]) write(file, "2");
    const scenario = scenarioOf({
      axes: { release: list("1.0.0") },
      sides: { host: { source: { folder: "." } } },
      services: { a: { side: "host", run: ["x"] } },
      rewrites: [{ side: "host", file: "w.yaml", set: { x: 1 } }],
    });
    const plan = { format: 1 as const, settled: settled(scenario, { release: v("1.0.0") }), steps: [] };
    const { host } = plan.settled.sides;
    if (host === undefined) throw new Error("no host");
    const values = noValues("/work", {});
    // The side lies below the root of its checkout.
    values.sides.set("host", { side: host, dir: join(root, "app"), environment, env: {} });
    const edited = await editedBySide({ plan, values }, never);
    expect([...(edited.get("host") ?? [])].sort()).toEqual(["app/a.py", "app/new.py", "w.yaml"]);
  });
});
