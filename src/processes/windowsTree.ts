import { promisify } from "node:util";
import treeKill from "tree-kill";
import { sleep } from "../util/time";
import { processTable } from "./identity";
import { topmost, withOrphans } from "./orphans";
import { keyOf, type ProcessRow } from "./processRow";
import { ancestryOf } from "./tree";
import type { ProcessId, Stopped } from "./types";

/** What ending a tree needs of Windows. */
export interface WindowsTools {
  readonly table: () => Promise<readonly ProcessRow[]>;
  readonly kill: (pid: number) => Promise<void>;
}

const killTree = promisify<number, string>(treeKill);

const tools: WindowsTools = {
  table: () => processTable("win32"),
  kill: (pid) => killTree(pid, "SIGKILL"),
};

/** Windows has no signal that a console program could answer to; `taskkill` ends the tree at once. */
export const stopWindowsTree = async (
  roots: readonly ProcessId[],
  patienceMs: number,
  { table, kill }: WindowsTools = tools,
): Promise<Stopped> => {
  if (roots.length === 0) return { killed: [], left: [] };
  const before = await table();
  const ours = withOrphans(before, roots, ancestryOf(before));
  // What ended meanwhile makes taskkill fail; what is really left is looked up below.
  await Promise.allSettled(topmost(ours).map(({ pid }) => kill(pid)));
  const end = Date.now() + patienceMs;
  let left = await livingOf(ours, table);
  while (left.length > 0 && Date.now() < end) {
    await sleep(50);
    left = await livingOf(ours, table);
  }
  return { killed: ours.map(idOf), left: left.map(idOf) };
};

const livingOf = async (rows: readonly ProcessRow[], table: WindowsTools["table"]): Promise<ProcessRow[]> => {
  if (rows.length === 0) return [];
  const living = new Set((await table()).map(keyOf));
  return rows.filter((row) => living.has(keyOf(row)));
};

const idOf = ({ pid, startedAt }: ProcessId): ProcessId => ({ pid, startedAt });
