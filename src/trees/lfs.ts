import { join } from "node:path";
import type { RunTool, ToolRun } from "../processes/types";
import { readIfThere } from "../util/files";
import { askOurs, askTree, parts } from "./git";

/** Fetches what LFS pointers stand for, where the tree asks for it; says so where it can't. */
export const fetchLfs = async (
  run: RunTool,
  bare: string,
  dir: string,
  how?: ToolRun,
): Promise<readonly string[]> => {
  if (!(await wantsLfs(run, dir, how))) return [];
  const version = await run(askTree(dir, ["lfs", "version"]), how);
  if (!version.ok) return ["Files kept in Git LFS are pointers here: git-lfs is not installed."];
  for (const [name, value] of filters) await run(askOurs(bare, ["config", `filter.lfs.${name}`, value]), how);
  const pulled = await run(askTree(dir, ["lfs", "pull"]), how);
  return pulled.ok
    ? []
    : [`Files kept in Git LFS are pointers here: ${pulled.lines.at(-1) ?? "git lfs pull failed"}`];
};

const wantsLfs = async (run: RunTool, dir: string, how?: ToolRun): Promise<boolean> => {
  const listed = await run(
    askTree(dir, ["ls-files", "-z", "--", ".gitattributes", "**/.gitattributes"]),
    how,
  );
  for (const path of listed.ok ? parts(listed.text) : []) {
    const text = (await readIfThere(join(dir, path)))?.toString("utf8") ?? "";
    if (/\bfilter=lfs\b/.test(text)) return true;
  }
  return false;
};

/** Checkouts still leave pointers, so that only `lfs pull` asks the network; edits are seen as git sees them. */
const filters = [
  ["clean", "git-lfs clean -- %f"],
  ["smudge", "git-lfs smudge --skip -- %f"],
  ["process", "git-lfs filter-process --skip"],
] as const;
