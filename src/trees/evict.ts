import { listTrees, sweepHalves } from "./listTrees";
import type { Making } from "./making";
import { removeTree } from "./removeTree";
import type { Evicted } from "./types";

/** Frees space until all trees together fit; what is used or edited stays, even if they then don't. */
export const evict = async (making: Making, maxBytes: number): Promise<Evicted> => {
  await sweepHalves(making);
  const trees = await listTrees(making);
  const free = trees.filter((tree) => tree.leasedBy.length === 0 && !tree.edited);
  let total = trees.reduce((sum, tree) => sum + tree.bytes, 0);
  const removed: string[] = [];
  let freed = 0;
  for (const tree of free.sort((a, b) => a.lastUsed - b.lastUsed)) {
    if (total <= maxBytes) break;
    if ((await removeTree(making, tree.id, "keep")).kind !== "clean") continue;
    removed.push(tree.id);
    freed += tree.bytes;
    total -= tree.bytes;
  }
  return { removed, freed };
};
