import { join } from "node:path";
import type { ToolRun } from "../processes/types";
import { exists } from "../util/files";
import { inputFailure } from "../util/problem";
import { leaseTree } from "./choose";
import { isIntact, looksEdited, setAside } from "./intact";
import { dropLease, type Lease } from "./leases";
import { makeTree } from "./makeTree";
import type { Making } from "./making";
import { findOrigin, type Origin } from "./origin";
import type { Places } from "./places";
import { readRecord, recordsOf, type TreeRecord, touchRecord, writeRecord } from "./records";
import { resolveRef } from "./resolveRef";
import { isClean, treeStatus } from "./status";
import type { Tree, TreeRequest, TreesWorld } from "./types";

export interface Found {
  readonly origin: Origin;
  readonly commit: string;
}

export const findCommit = async (
  world: TreesWorld,
  at: Places,
  { repo, ref }: Pick<TreeRequest, "repo" | "ref">,
  how?: ToolRun,
): Promise<Found> => {
  const origin = await findOrigin(world.run, repo, how);
  const alone = <T>(body: () => Promise<T>): Promise<T> =>
    world.withLock(`repository-${origin.key}`, body, how?.signal);
  const bare = at.repository(origin.key);
  return { origin, commit: await resolveRef({ run: world.run, bare, alone }, origin, ref, how) };
};

/**
 * A new emulation gets the version as it was released: a tree that a person edited is set aside, and said.
 * The emulation that already holds it goes on with it, and so does who asks for it.
 */
export const checkOut = async (making: Making, request: TreeRequest): Promise<Tree> => {
  const { world, at, how } = making;
  const found = await findCommit(world, at, request, how);
  const notes = await clearReverted(making, found, request);
  for (;;) {
    const shelf = `shelf-${found.origin.key}`;
    const { lease, continues } = await world.withLock(
      shelf,
      () => leaseTree(world, at, found.origin, found.commit, request),
      how?.signal,
    );
    const tree = await readyTree(making, found, request, lease).catch(async (error: unknown) => {
      await dropLease(at, lease);
      throw error;
    });
    if (!tree.edited || continues || request.useEdited) return withNotes(tree, notes);
    await markEdited(at, lease);
    await dropLease(at, lease);
    notes.push(asideNote(tree.root));
  }
};

const withNotes = (tree: Tree, notes: readonly string[]): Tree => ({
  ...tree,
  notes: [...notes.filter((note) => note !== asideNote(tree.root)), ...tree.notes],
});

const readyTree = async (making: Making, found: Found, request: TreeRequest, lease: Lease): Promise<Tree> => {
  const { world, at, how } = making;
  const root = at.tree(lease.tree.key, lease.tree.name);
  const { record, reused } = await world.withLock(
    `tree-${lease.tree.key}-${lease.tree.name}`,
    () => reuseOrMake(making, found, request, lease),
    how?.signal,
  );
  const dir = join(root, found.origin.prefix);
  if (!(await exists(dir)))
    throw inputFailure("folder-not-there", `${found.origin.prefix} is not there in ${request.ref}`, {
      hint: "Give a folder that this version has, or the root of the checkout.",
    });
  const edited = reused && (record.edited || (await looksEdited(world.run, root, found.commit, how)));
  const { commit, exclusive, notes } = record;
  return { lease: lease.id, dir, root, commit, ref: request.ref, exclusive, reused, edited, notes };
};

const reuseOrMake = async (
  making: Making,
  { origin, commit }: Found,
  request: TreeRequest,
  lease: Lease,
): Promise<{ readonly record: TreeRecord; readonly reused: boolean }> => {
  const { at } = making;
  const root = at.tree(lease.tree.key, lease.tree.name);
  const known = await readRecord(at, lease.tree);
  if (known && (await isIntact(at.repository(origin.key), root))) {
    await touchRecord(at, lease.tree);
    return { record: known, reused: true };
  }
  const aside = known && (await setAside(root));
  const made = await makeTree(making, origin, commit, root);
  const notes = aside ? [...made, `A damaged tree was set aside: ${aside}`] : made;
  const { ref, exclusive } = request;
  const record = { commit, ref, repo: origin.title, exclusive, edited: false, notes };
  await writeRecord(at, lease.tree, record);
  return { record, reused: false };
};

/** Edits that were taken back make the tree usable again; the others are said. */
const clearReverted = async (
  { world, at, how }: Making,
  { origin, commit }: Found,
  request: TreeRequest,
): Promise<string[]> => {
  const notes: string[] = [];
  for (const [name, record] of await recordsOf(at, origin.key)) {
    if (!record.edited || record.commit !== commit || record.exclusive !== request.exclusive) continue;
    const tree = { key: origin.key, name };
    const root = at.tree(origin.key, name);
    if (await isPristine(world, root, commit, how)) await writeRecord(at, tree, { ...record, edited: false });
    else if (!request.useEdited) notes.push(asideNote(root));
  }
  return notes;
};

const isPristine = async (
  world: TreesWorld,
  root: string,
  commit: string,
  how?: ToolRun,
): Promise<boolean> => {
  const status = await treeStatus(world.run, root, how);
  return status !== undefined && isClean(status, commit);
};

const markEdited = async (at: Places, { tree }: Lease): Promise<void> => {
  const record = await readRecord(at, tree);
  if (record) await writeRecord(at, tree, { ...record, edited: true });
};

const asideNote = (dir: string): string =>
  `A tree of this version with your edits is set aside, unchanged: ${dir}`;
