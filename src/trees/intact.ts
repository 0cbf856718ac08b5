import { randomBytes } from "node:crypto";
import { promises as fs } from "node:fs";
import { join, resolve } from "node:path";
import type { RunTool, ToolRun } from "../processes/types";
import { exists, readIfThere } from "../util/files";
import { metadataOf } from "./folders";
import { askTree } from "./git";
import { treeStatus } from "./status";

/** Whether git would still know the folder as a tree of ours; the pointer to us is mended if only that is gone. */
export const isIntact = async (bare: string, dir: string): Promise<boolean> => {
  if (!(await exists(dir))) return false;
  const pointer = join(dir, ".git");
  if (!(await exists(pointer))) {
    const [metadata] = await metadataOf(bare, dir);
    if (metadata === undefined) return false;
    await fs.writeFile(pointer, `gitdir: ${metadata}\n`);
  }
  const metadata = await metadataAt(dir);
  return metadata !== undefined && (await exists(join(metadata, "HEAD")));
};

/** What can't be judged any more may hold a person's work: out of the way, but kept. */
export const setAside = async (dir: string): Promise<string | undefined> => {
  if (!(await exists(dir))) return undefined;
  const aside = `${dir}-damaged-${randomBytes(3).toString("hex")}`;
  await fs.rename(dir, aside);
  return aside;
};

/** By file times alone, so that it is cheap; new files are found at release. */
export const looksEdited = async (
  run: RunTool,
  dir: string,
  commit: string,
  how?: ToolRun,
): Promise<boolean> => {
  const metadata = await metadataAt(dir);
  const head = metadata && (await readIfThere(join(metadata, "HEAD")))?.toString("utf8").trim();
  if (metadata === undefined || head !== commit) return true;
  const answer = await run(askTree(dir, ["diff-files", "--quiet", "--ignore-submodules=dirty"]), how);
  if (answer.ok) return false;
  if (answer.exit !== 1) await remakeIndex(run, metadata, dir, how);
  return !(await mended(run, dir, commit, how));
};

/** Files that are merely gone come back; true if the tree is then as its commit says. */
export const mended = async (run: RunTool, dir: string, commit: string, how?: ToolRun): Promise<boolean> => {
  const status = await treeStatus(run, dir, how);
  if (!status || status.commit !== commit) return false;
  if (status.onlyDeleted) return (await run(askTree(dir, ["checkout-index", "--all", "--quiet"]), how)).ok;
  return status.changed.length === 0;
};

const remakeIndex = async (run: RunTool, metadata: string, dir: string, how?: ToolRun): Promise<void> => {
  for (const name of ["index", "index.lock"]) await fs.rm(join(metadata, name), { force: true });
  await run(askTree(dir, ["read-tree", "HEAD"]), how);
};

const metadataAt = async (dir: string): Promise<string | undefined> => {
  const text = (await readIfThere(join(dir, ".git")))?.toString("utf8") ?? "";
  const target = /^gitdir: (.*)/.exec(text)?.[1];
  return target === undefined ? undefined : resolve(dir, target.trim());
};
