import { keyOf, type ProcessRow } from "./processRow";
import type { ProcessId } from "./types";

/**
 * The roots and all that descends from them, also by way of what has ended. Windows leaves its parent's number with
 * an orphan, and gives that number away again: a child is that one's who had the number when the child was started.
 */
export const withOrphans = (
  table: readonly ProcessRow[],
  roots: readonly ProcessId[],
  untouchable: ReadonlySet<number>,
): ProcessRow[] => {
  const holders = new Map(table.map((row) => [row.pid, row]));
  const ours = new Map<string, ProcessRow>();
  const queue = roots.filter(isDated);
  for (let parent = queue.pop(); parent; parent = queue.pop()) {
    const holder = holders.get(parent.pid);
    const found = table.filter((row) => isSame(row, parent) || isChild(row, parent, holder));
    for (const row of found.filter((one) => isDated(one) && !untouchable.has(one.pid))) {
      if (ours.has(keyOf(row))) continue;
      ours.set(keyOf(row), row);
      queue.push(row);
    }
  }
  return [...ours.values()];
};

/** Those that no other of them started: whoever ends a tree begins with these. */
export const topmost = (rows: readonly ProcessRow[]): ProcessRow[] => {
  const pids = new Set(rows.map(({ pid }) => pid));
  return rows.filter((row) => !pids.has(row.parent) || row.parent === row.pid);
};

const isSame = (row: ProcessRow, other: ProcessId): boolean => keyOf(row) === keyOf(other);

const isChild = (row: ProcessRow, parent: ProcessId, holder: ProcessRow | undefined): boolean => {
  if (row.parent !== parent.pid || row.pid === parent.pid || ticksOf(row) < ticksOf(parent)) return false;
  return holder === undefined || isSame(holder, parent) || ticksOf(row) < ticksOf(holder);
};

/** What ended before it could be asked has no start time. */
const isDated = ({ pid, startedAt }: ProcessId): boolean => pid > 4 && /^\d+$/.test(startedAt);

const ticksOf = ({ startedAt }: ProcessId): bigint => BigInt(/^\d+$/.test(startedAt) ? startedAt : 0);
