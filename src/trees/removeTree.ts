import { promises as fs } from "node:fs";
import { inputFailure } from "../util/problem";
import { removeFolder } from "./folders";
import { dropLease, leasesOn, liveLeases } from "./leases";
import type { Making } from "./making";
import { parseTreeId, readRecord, type TreeName, type TreeRecord } from "./records";
import { savePatch } from "./savePatch";
import { describeStatus, isClean, treeStatus } from "./status";
import type { Released } from "./types";

/** Removes a tree that nobody holds; an edited one only once its edits are saved, if that is asked for. */
export const removeTree = async (making: Making, id: string, edited: "keep" | "patch"): Promise<Released> => {
  const { world, at, how } = making;
  const tree = parseTreeId(id);
  return world.withLock(
    `shelf-${tree.key}`,
    async () => {
      const record = await readRecord(at, tree);
      if (!record) throw inputFailure("unknown-tree", `There is no tree ${id}`);
      const dir = at.tree(tree.key, tree.name);
      const [holder] = await liveLeases(world, await leasesOn(at, tree));
      if (holder) return { kind: "kept", dir, why: `emulation ${holder.owner.emulation} uses it` };
      const why = await editsIn(making, dir, record);
      if (why && edited === "keep") return { kind: "kept", dir, why };
      const patch = why ? await savePatch(world, at, tree, record, how) : undefined;
      await drop(making, tree, dir);
      return patch ? { kind: "patched", dir, patch } : { kind: "clean" };
    },
    how?.signal,
  );
};

const editsIn = async (
  { world, how }: Making,
  dir: string,
  { commit }: TreeRecord,
): Promise<string | undefined> => {
  const status = await treeStatus(world.run, dir, how);
  if (!status) return "git can't tell whether it differs from its commit";
  return isClean(status, commit) || status.onlyDeleted ? undefined : describeStatus(status, commit);
};

/** The record goes first: from then on the folder counts as half made. */
const drop = async ({ world, at }: Making, tree: TreeName, dir: string): Promise<void> => {
  await fs.rm(at.record(tree.key, tree.name), { force: true });
  for (const lease of await leasesOn(at, tree)) await dropLease(at, lease);
  await world.withLock(`tree-${tree.key}-${tree.name}`, () => removeFolder(at.repository(tree.key), dir));
};
