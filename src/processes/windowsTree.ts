import { promisify } from "node:util";
import treeKill from "tree-kill";
import { sleep } from "../util/time";
import { isAlive } from "./identity";
import type { ProcessId, Stopped } from "./types";

const killTree = promisify<number, string>(treeKill);

/** Windows has no signal that a console program could answer to; `taskkill` ends the tree at once. */
export const stopWindowsTree = async (roots: readonly ProcessId[], patienceMs: number): Promise<Stopped> => {
  const living = roots.filter((root) => root.pid > 1 && root.pid !== process.pid && isAlive(root));
  // What ended meanwhile makes taskkill fail; what is really left is looked up below.
  await Promise.allSettled(living.map((root) => killTree(root.pid, "SIGKILL")));
  const end = Date.now() + patienceMs;
  while (living.some((root) => isAlive(root)) && Date.now() < end) await sleep(50);
  return { killed: living, left: living.filter((root) => isAlive(root)) };
};
