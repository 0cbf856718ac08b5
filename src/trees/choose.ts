import { allLeases, type Lease, liveLeases, newLease, writeLease } from "./leases";
import type { Origin } from "./origin";
import type { Places } from "./places";
import { recordsOf, type TreeRecord } from "./records";
import type { TreeRequest, TreesWorld } from "./types";

/** What there is to choose from, for one commit. */
export interface Shelf {
  readonly records: ReadonlyMap<string, TreeRecord>;
  readonly leases: readonly Lease[];
  readonly live: ReadonlySet<string>;
}

/** Picks a tree for a request, or a free name for a new one, and leases it. Under the shelf's lock. */
export const leaseTree = async (
  world: TreesWorld,
  at: Places,
  origin: Origin,
  commit: string,
  request: TreeRequest,
): Promise<{ readonly lease: Lease; readonly continues: boolean }> => {
  const [records, all] = await Promise.all([recordsOf(at, origin.key), allLeases(at)]);
  const leases = all.filter((lease) => lease.tree.key === origin.key);
  const live = new Set((await liveLeases(world, leases)).map((lease) => lease.id));
  const shelf = { records, leases, live };
  const name = chooseName(shelf, commit, request);
  const continues = holds(shelf, name, request.owner.emulation) && !request.exclusive;
  const { exclusive, owner } = request;
  const lease = newLease({ key: origin.key, name }, { commit, exclusive, owner });
  await writeLease(at, lease);
  return { lease, continues };
};

export const chooseName = (shelf: Shelf, commit: string, request: TreeRequest): string => {
  const fits = [...shelf.records].filter(
    ([name, record]) =>
      record.commit === commit && record.exclusive === request.exclusive && isFree(shelf, name, request),
  );
  const mine = fits.find(([name]) => holds(shelf, name, request.owner.emulation));
  const edited = request.useEdited ? fits.find(([, record]) => record.edited) : undefined;
  const clean = fits.find(([, record]) => !record.edited);
  return (mine ?? edited ?? clean)?.[0] ?? beingMade(shelf, commit, request) ?? freeName(shelf, commit);
};

/**
 * An exclusive tree is free once released, not when its process merely died:
 * what that one changed may still have to be undone.
 */
const isFree = ({ leases }: Shelf, name: string, request: TreeRequest): boolean =>
  !request.exclusive || !leases.some((lease) => lease.tree.name === name);

/** An emulation that restarts goes on with the tree it has, edits and all. */
const holds = ({ leases }: Shelf, name: string, emulation: string): boolean =>
  leases.some((lease) => lease.tree.name === name && lease.owner.emulation === emulation);

/** Another process is making the same shared tree: wait for that one. */
const beingMade = ({ records, leases }: Shelf, commit: string, request: TreeRequest): string | undefined =>
  request.exclusive
    ? undefined
    : leases.find((lease) => !lease.exclusive && lease.commit === commit && !records.has(lease.tree.name))
        ?.tree.name;

/** The first name nobody uses; a half-made tree whose maker died gives its name back. */
const freeName = ({ records, leases, live }: Shelf, commit: string): string => {
  const taken = (name: string): boolean =>
    records.has(name) || leases.some((lease) => lease.tree.name === name && live.has(lease.id));
  const base = commit.slice(0, 12);
  let name = base;
  for (let number = 2; taken(name); number++) name = `${base}-${number}`;
  return name;
};
