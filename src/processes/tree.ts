import { keyOf, type ProcessRow, sameProcess } from "./processRow";
import type { ProcessId } from "./types";

/**
 * All living processes that belong to the roots: descendants, members of their groups and sessions, and what is
 * known to be ours already (`also`, with its descendants). Never pid 1, ourselves or our ancestors.
 */
export const treeOf = (
  table: readonly ProcessRow[],
  roots: readonly ProcessId[],
  also: readonly ProcessId[] = [],
  self: number = process.pid,
): ProcessRow[] => {
  const byPid = new Map(table.map((row) => [row.pid, row]));
  const untouchable = ancestry(byPid, self);
  const ours = new Map<string, ProcessRow>();
  const add = (row: ProcessRow): boolean => {
    if (row.pid <= 1 || untouchable.has(row.pid) || ours.has(keyOf(row))) return false;
    ours.set(keyOf(row), row);
    return true;
  };
  const living = [...roots, ...also]
    .map((id) => matching(byPid, id))
    .filter((row) => row !== undefined)
    .filter((row) => !untouchable.has(row.pid));
  for (const row of living) add(row);
  const led = leaders(roots, byPid, untouchable);
  for (const row of table) if (led.has(row.group) || led.has(row.session)) add(row);
  addDescendants(table, ours, add);
  return [...ours.values()].filter((row) => row.state !== "zombie");
};

/** A group's number is surely ours only while its leader lives, or is a zombie not yet reaped. */
const leaders = (
  roots: readonly ProcessId[],
  byPid: ReadonlyMap<number, ProcessRow>,
  untouchable: ReadonlySet<number>,
): Set<number> =>
  new Set(
    roots
      .filter((root) => root.pid > 1 && !untouchable.has(root.pid) && matching(byPid, root))
      .map((root) => root.pid),
  );

const addDescendants = (
  table: readonly ProcessRow[],
  ours: ReadonlyMap<string, ProcessRow>,
  add: (row: ProcessRow) => boolean,
): void => {
  const children = new Map<number, ProcessRow[]>();
  for (const row of table) children.set(row.parent, [...(children.get(row.parent) ?? []), row]);
  const queue = [...ours.values()];
  for (let row = queue.pop(); row; row = queue.pop())
    for (const child of children.get(row.pid) ?? []) if (add(child)) queue.push(child);
};

const matching = (byPid: ReadonlyMap<number, ProcessRow>, id: ProcessId): ProcessRow | undefined => {
  const row = byPid.get(id.pid);
  return row && sameProcess(row, id) ? row : undefined;
};

/** Ourselves, all we descend from, and what no one may touch. */
export const ancestryOf = (table: readonly ProcessRow[], self: number = process.pid): Set<number> =>
  ancestry(new Map(table.map((row) => [row.pid, row])), self);

const ancestry = (byPid: ReadonlyMap<number, ProcessRow>, self: number): Set<number> => {
  const pids = new Set([0, 1]);
  for (let pid = self; pid > 0 && !pids.has(pid); pid = byPid.get(pid)?.parent ?? 0) pids.add(pid);
  return pids;
};
