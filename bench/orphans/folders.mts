import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** Path → kind, mode and content of all that lies in a folder, `.git` included. */
export type Fingerprint = ReadonlyMap<string, string>;

export const fingerprint = (folder: string): Fingerprint =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .sort()
      .map((path) => [path, lookOf(join(folder, path))]),
  );

const lookOf = (path: string): string => {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  const mode = (stat.mode & 0o7777).toString(8);
  if (!stat.isFile()) return `${stat.isDirectory() ? "folder" : "special"} ${mode}`;
  return `file ${mode} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`;
};

export const changesBetween = (before: Fingerprint, after: Fingerprint): string[] => [
  ...[...after.keys()].filter((path) => !before.has(path)).map((path) => `new: ${path}`),
  ...[...before.keys()].filter((path) => !after.has(path)).map((path) => `gone: ${path}`),
  ...[...before]
    .filter(([path, look]) => after.has(path) && after.get(path) !== look)
    .map(([path]) => `changed: ${path}`),
];

/** What git says is not as committed; it must not write to tell. */
export const gitStatus = (folder: string): string[] =>
  execFileSync("git", ["-C", folder, "status", "--porcelain", "--untracked-files=all"], {
    encoding: "utf8",
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
  })
    .split("\n")
    .filter(Boolean);

export const worktreesOf = (folder: string): number =>
  execFileSync("git", ["-C", folder, "worktree", "list"], { encoding: "utf8" }).trim().split("\n").length;
