import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { promises as fs } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Bench, makeBench } from "./world";

let bench: Bench;
let worker: string;
let tree: string;
const workers: Worker[] = [];

interface Worker {
  readonly child: ChildProcessByStdio<null, Readable, null>;
  readonly said: string[];
  /** Settles once it has said it, or is rejected when it ends without. */
  heard(text: string): Promise<void>;
}

beforeEach(async () => {
  bench = await makeBench();
  tree = join(bench.root, "tree");
  worker = join(bench.root, "worker.mjs");
  await fs.mkdir(tree);
  await build({
    entryPoints: [join(import.meta.dirname, "worker.ts")],
    outfile: worker,
    bundle: true,
    platform: "node",
    format: "esm",
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: "error",
  });
});

afterEach(async () => {
  await fs.writeFile(join(tree, "go"), "");
  for (const { child } of workers.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
  await bench.remove();
});

/** Notes that it runs, and ends once there is a file `go`; in an unlucky case by itself. */
const slowBuild = `
  const fs = require("node:fs");
  fs.appendFileSync("builds", "x");
  console.log("begun");
  const end = Date.now() + 30_000;
  const timer = setInterval(() => (fs.existsSync("go") || Date.now() > end) && clearInterval(timer), 10);
`;
const argv = [process.execPath, "-e", slowBuild] as const;

const start = (): Worker => {
  const child = spawn(process.execPath, [worker, bench.world.folder, bench.world.locks, tree, ...argv], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => said.push(line));
  const heard = async (text: string): Promise<void> => {
    while (!said.some((line) => line.includes(text)))
      await once(lines, "line", { signal: AbortSignal.timeout(20_000) });
  };
  const started = { child, said, heard };
  workers.push(started);
  return started;
};

const builds = async (): Promise<number> => (await fs.readFile(join(tree, "builds"), "utf8")).length;

const request = () => ({
  spec: { kind: "commands", commands: [argv] } as const,
  source: { kind: "git", repo: tree, ref: "1.0.0" } as const,
  tree: { dir: tree, commit: "c0ffee" },
});

describe("two that build the same environment at once", () => {
  it("build it once: the second waits, says for whom, and uses it", async () => {
    const first = start();
    await first.heard('"begun"');
    const second = start();
    await second.heard(`Process ${first.child.pid} is building the same environment`);
    await fs.writeFile(join(tree, "go"), "");
    await Promise.all([first.heard('"cached":false'), second.heard('"cached":true')]);
    expect(await builds()).toBe(1);
  });

  it("leave the one that waits free to be cancelled", async () => {
    const first = start();
    await first.heard('"begun"');
    const second = bench.build(request());
    const outcome = expect(second).rejects.toThrow(/cancelled/);
    await expect.poll(() => bench.lines.join()).toContain("waiting for it");
    bench.abort.abort();
    await outcome;
    expect(await builds()).toBe(1);
  });
});

describe("a build that did not come to its end", () => {
  it("is begun anew when its process was killed", async () => {
    const first = start();
    await first.heard('"begun"');
    first.child.kill("SIGKILL");
    await once(first.child, "exit");
    await fs.writeFile(join(tree, "go"), "");
    expect((await bench.build(request())).cached).toBe(false);
    expect(await builds()).toBe(2);
    expect((await bench.build(request())).cached).toBe(true);
  });

  it("stops at once when it is cancelled, and leaves only its log", async () => {
    const cancelled = bench.build(request());
    const outcome = expect(cancelled).rejects.toThrow(/cancelled/);
    await expect.poll(() => bench.lines).toContain("begun");
    bench.abort.abort();
    await outcome;
    const [key = ""] = await fs.readdir(bench.world.folder);
    expect(await fs.readdir(join(bench.world.folder, key))).toEqual(["build.log"]);
  });

  it("fails with the line that says why, and keeps the whole output", async () => {
    const argv = [
      process.execPath,
      "-e",
      "console.log('compiling a.c'); console.error('a.c:1:10: fatal error: nosuch.h: No such file or directory'); process.exit(2)",
    ];
    const failing = bench.build({ ...request(), spec: { kind: "commands", commands: [argv] } });
    await expect(failing).rejects.toMatchObject({
      problem: {
        code: "unbuildable",
        exit: 3,
        message: expect.stringContaining("side host can't be built: a.c:1:10: fatal error: nosuch.h"),
        hint: expect.stringMatching(/build\.log$/),
      },
    });
    const [key = ""] = await fs.readdir(bench.world.folder);
    expect(await fs.readFile(join(bench.world.folder, key, "build.log"), "utf8")).toContain("compiling a.c");
  });
});

describe("a build by commands", () => {
  it("is never taken from the cache in the workspace, which changes at any time", async () => {
    await fs.writeFile(join(tree, "go"), "");
    const workspace = { ...request(), tree: { dir: tree, commit: undefined } };
    await bench.build(workspace);
    expect((await bench.build(workspace)).cached).toBe(false);
    expect(await builds()).toBe(2);
  });

  it("is done again where the tree was made anew", async () => {
    await fs.writeFile(join(tree, "go"), "");
    await bench.build(request());
    await fs.rename(tree, `${tree} before`);
    await fs.mkdir(tree);
    await fs.writeFile(join(tree, "go"), "");
    expect((await bench.build(request())).cached).toBe(false);
  });
});
