import { promises as fs } from "node:fs";
import { namesIn, removeAll } from "../util/files";
import { folderSize, isTrash, removeFolder } from "./folders";
import { allLeases, type Lease, leasesOn, liveLeases } from "./leases";
import type { Making } from "./making";
import { readRecord, recordsOf, type TreeName, type TreeRecord, treeId } from "./records";
import { isClean, treeStatus } from "./status";
import type { TreeInfo } from "./types";

export const listTrees = async (making: Making): Promise<TreeInfo[]> => {
  const { world, at } = making;
  const leases = await liveLeases(world, await allLeases(at));
  const infos: TreeInfo[] = [];
  for (const key of await namesIn(at.trees))
    for (const [name, record] of await recordsOf(at, key))
      infos.push(await infoOf(making, { key, name }, record, leases));
  return infos;
};

const infoOf = async (
  { world, at, how }: Making,
  tree: TreeName,
  record: TreeRecord,
  leases: readonly Lease[],
): Promise<TreeInfo> => {
  const dir = at.tree(tree.key, tree.name);
  const [bytes, status, used] = await Promise.all([
    folderSize(dir),
    treeStatus(world.run, dir, how),
    fs.stat(at.record(tree.key, tree.name)),
  ]);
  const { repo, ref, commit, exclusive } = record;
  const holders = leases.filter((lease) => treeId(lease.tree) === treeId(tree));
  return {
    id: treeId(tree),
    dir,
    repo,
    ref,
    commit,
    exclusive,
    bytes,
    lastUsed: used.mtimeMs,
    leasedBy: [...new Set(holders.map((lease) => lease.owner.emulation))],
    edited: !status || !(isClean(status, commit) || status.onlyDeleted),
  };
};

/** Folders of trees that were never finished, or not wholly removed, and that nobody is making now. */
export const sweepHalves = async (making: Making): Promise<void> => {
  const { world, at, how } = making;
  for (const key of await namesIn(at.trees))
    for (const name of await namesIn(at.treesOf(key))) {
      if (isTrash(name)) await removeAll(at.tree(key, name));
      else if (/^[0-9a-f]{12}(-\d+)?$/.test(name))
        await world.withLock(`shelf-${key}`, () => removeIfHalf(making, { key, name }), how?.signal);
    }
};

const removeIfHalf = async ({ world, at }: Making, tree: TreeName): Promise<void> => {
  const [record, live] = await Promise.all([
    readRecord(at, tree),
    leasesOn(at, tree).then((leases) => liveLeases(world, leases)),
  ]);
  if (!record && live.length === 0) await removeFolder(at.repository(tree.key), at.tree(tree.key, tree.name));
};
