import { randomBytes } from "node:crypto";
import { promises as fs } from "node:fs";
import { join, resolve } from "node:path";
import type { RunTool, ToolRun } from "../processes/types";
import { exists, readIfThere, renameOver } from "../util/files";
import { metadataOf } from "./folders";
import { askTree } from "./git";
import { isClean, treeStatus } from "./status";
import type { TreeStatus } from "./types";

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
  await renameOver(dir, aside);
  return aside;
};

/**
 * By file times alone, so that it is cheap; new files are found at release. A broken index is made again,
 * and files that are merely gone come back.
 */
export const looksEdited = async (
  run: RunTool,
  dir: string,
  commit: string,
  how?: ToolRun,
): Promise<boolean> => {
  const status = await treeStatus(run, dir, how, "no");
  if (status && isClean(status, commit)) return false;
  if (!status) await remakeIndex(run, dir, how);
  await restoreDeleted(run, dir, status ?? (await treeStatus(run, dir, how, "no")), how);
  const mended = await treeStatus(run, dir, how, "no");
  return !mended || !isClean(mended, commit);
};

export const restoreDeleted = async (
  run: RunTool,
  dir: string,
  status: TreeStatus | undefined,
  how?: ToolRun,
): Promise<void> => {
  if (status?.onlyDeleted) await run(askTree(dir, ["checkout-index", "--all", "--quiet"]), how);
};

const remakeIndex = async (run: RunTool, dir: string, how?: ToolRun): Promise<void> => {
  const metadata = await metadataAt(dir);
  if (metadata === undefined) return;
  for (const name of ["index", "index.lock"]) await fs.rm(join(metadata, name), { force: true });
  await run(askTree(dir, ["read-tree", "HEAD"]), how);
};

const metadataAt = async (dir: string): Promise<string | undefined> => {
  const text = (await readIfThere(join(dir, ".git")))?.toString("utf8") ?? "";
  const target = /^gitdir: (.*)/.exec(text)?.[1];
  return target === undefined ? undefined : resolve(dir, target.trim());
};
