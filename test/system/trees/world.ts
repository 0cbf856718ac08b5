import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isAlive } from "../../../src/processes/identity";
import { withLock } from "../../../src/processes/locks";
import { runTool } from "../../../src/processes/tool";
import type { RunTool } from "../../../src/processes/types";
import { makeTrees } from "../../../src/trees/trees";
import type { TreeRequest, Trees } from "../../../src/trees/types";

/** A person's machine in small: a folder for repositories, a state folder, and our trees over it. */
export interface Machine {
  readonly dir: string;
  readonly stateDir: string;
  readonly trees: Trees;
  /** How often git was called so far. */
  readonly calls: () => number;
  /** Emulations of these tests that count as dead; processes of their own are asked for. */
  readonly dead: Set<string>;
  readonly dispose: () => void;
}

export const makeMachine = (name = "machine"): Machine => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), `trees ünï ${name}-`)));
  const stateDir = join(dir, "state");
  const dead = new Set<string>();
  let count = 0;
  const run: RunTool = (call, how) => {
    count++;
    return runTool(call, how);
  };
  const trees = makeTrees({
    stateDir,
    run,
    isAlive: (process) => (process.pid === 1 ? !dead.has(process.startedAt) : isAlive(process)),
    withLock: (lock, body, signal) =>
      withLock(join(stateDir, "locks", lock), lock, body, signal ? { signal } : {}),
  });
  return {
    dir,
    stateDir,
    trees,
    calls: () => count,
    dead,
    dispose: () => rmSync(dir, { recursive: true, force: true }),
  };
};

export const git = (dir: string, ...args: string[]): string =>
  execFileSync("git", ["-C", dir, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: gitEnv,
  }).trim();

const gitEnv = {
  PATH: process.env["PATH"],
  HOME: process.env["HOME"],
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "a",
  GIT_AUTHOR_EMAIL: "a@example.org",
  GIT_COMMITTER_NAME: "a",
  GIT_COMMITTER_EMAIL: "a@example.org",
  GIT_ALLOW_PROTOCOL: "file",
};

export const write = (dir: string, files: Record<string, string | Buffer>): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
};

export const commit = (dir: string, files: Record<string, string | Buffer>, tag?: string): string => {
  write(dir, files);
  git(dir, "add", "-A");
  git(dir, "commit", "-q", "-m", tag ?? "more");
  if (tag) git(dir, "tag", "-a", tag, "-m", tag);
  return git(dir, "rev-parse", "HEAD");
};

/** Two releases, 1.0.0 and 2.0.0. */
export const makeRepository = (machine: Machine, name = "repo", ...init: string[]): string => {
  const dir = join(machine.dir, name);
  mkdirSync(dir, { recursive: true });
  git(dir, "init", "-q", "-b", "main", ...init);
  commit(dir, { "app.py": "print(1)\n", "pkg/mod.py": "x = 1\n", ".gitignore": "*.log\n" }, "1.0.0");
  commit(dir, { "app.py": "print(2)\n" }, "2.0.0");
  return dir;
};

export const request = (
  repo: string,
  ref: string,
  more: Partial<TreeRequest> & { emulation?: string } = {},
): TreeRequest => {
  const { emulation = "e1", ...rest } = more;
  return {
    repo,
    ref,
    exclusive: false,
    owner: { emulation, process: { pid: 1, startedAt: emulation } },
    ...rest,
  };
};

/** Every file with its content and time, folders by their times too. */
export const fingerprint = (dir: string): Map<string, string> => {
  const found = new Map<string, string>();
  const visit = (path: string): void => {
    const stat = statSync(path);
    const content = stat.isDirectory() ? "" : createHash("sha1").update(readFileSync(path)).digest("hex");
    found.set(path, `${stat.mtimeMs} ${stat.mode} ${content}`);
    if (stat.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
  };
  visit(dir);
  return found;
};
