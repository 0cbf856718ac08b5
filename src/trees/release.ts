import { promises as fs } from "node:fs";
import { join } from "node:path";
import type { ToolRun } from "../processes/types";
import { askTree, parts } from "./git";
import { restoreDeleted } from "./intact";
import { chosenLeases, dropLease, type Lease, leasesOn, liveLeases } from "./leases";
import type { Making } from "./making";
import { readRecord, type TreeRecord, touchRecord, writeRecord } from "./records";
import { describeStatus, isClean, treeStatus } from "./status";
import type { LeaseChoice, Released, TreeStatus, TreesWorld } from "./types";

/** Gives trees back. The lease goes last, so that a release cut short is simply done again. */
export const release = async (making: Making, which: LeaseChoice): Promise<Released[]> => {
  const released: Released[] = [];
  for (const lease of await chosenLeases(making.at, which)) {
    released.push(await releaseOne(making, lease));
    await dropLease(making.at, lease);
  }
  return released;
};

const releaseOne = async (making: Making, lease: Lease): Promise<Released> => {
  const { world, at, how } = making;
  const { key, name } = lease.tree;
  return world.withLock(
    `tree-${key}-${name}`,
    async () => {
      const record = await readRecord(at, lease.tree);
      if (!record) return { kind: "clean" };
      const dir = at.tree(key, name);
      const shared = await liveLeases(world, await leasesOn(at, lease.tree));
      if (shared.every((other) => other.id === lease.id)) await tidy(world, dir, record, how);
      const status = await settledStatus(world, dir, how);
      const edited = !status || !isClean(status, record.commit);
      if (edited !== record.edited) await writeRecord(at, lease.tree, { ...record, edited });
      await touchRecord(at, lease.tree);
      return edited ? { kind: "kept", dir, why: whyKept(status, record.commit) } : { kind: "clean" };
    },
    how?.signal,
  );
};

const whyKept = (status: TreeStatus | undefined, commit: string): string =>
  status ? describeStatus(status, commit) : "git can't tell whether it differs from its commit";

const settledStatus = async (
  world: TreesWorld,
  dir: string,
  how?: ToolRun,
): Promise<TreeStatus | undefined> => {
  const status = await treeStatus(world.run, dir, how);
  if (!status?.onlyDeleted) return status;
  await restoreDeleted(world.run, dir, status, how);
  return treeStatus(world.run, dir, how);
};

/** What an emulation left among the ignored files goes; what a build left before the seal stays. */
const tidy = async (world: TreesWorld, dir: string, record: TreeRecord, how?: ToolRun): Promise<void> => {
  if (record.sealed === undefined) return;
  const sealed = new Set(record.sealed);
  for (const path of await ignoredIn(world, dir, how))
    if (!sealed.has(path)) await fs.rm(join(dir, path), { recursive: true, force: true });
};

/** Ignored files of a tree, a folder that is ignored as a whole as one entry. */
export const ignoredIn = async ({ run }: TreesWorld, dir: string, how?: ToolRun): Promise<string[]> => {
  const args = ["ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z"];
  const answer = await run(askTree(dir, args), how);
  return answer.ok ? parts(answer.text) : [];
};

export const seal = async (making: Making, id: string): Promise<void> => {
  const { world, at, how } = making;
  for (const lease of await chosenLeases(at, { lease: id })) {
    const record = await readRecord(at, lease.tree);
    const sealed = await ignoredIn(world, at.tree(lease.tree.key, lease.tree.name), how);
    if (record) await writeRecord(at, lease.tree, { ...record, sealed });
  }
};
