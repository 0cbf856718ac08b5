import { randomBytes } from "node:crypto";
import { promises as fs } from "node:fs";
import { z } from "zod";
import { writeAtomically } from "../util/files";
import { readShape, readShapes } from "./jsonFiles";
import type { Places } from "./places";
import type { TreeName } from "./records";
import type { LeaseChoice, LeaseOwner, TreesWorld } from "./types";

/** Who uses which tree: one file each, so that any process can release it after a crash. */
export interface Lease {
  readonly id: string;
  readonly tree: TreeName;
  readonly commit: string;
  readonly exclusive: boolean;
  readonly owner: LeaseOwner;
}

export const newLease = (tree: TreeName, rest: Pick<Lease, "commit" | "exclusive" | "owner">): Lease => ({
  id: randomBytes(8).toString("hex"),
  tree,
  ...rest,
});

export const writeLease = async (at: Places, lease: Lease): Promise<void> => {
  await fs.mkdir(at.leases, { recursive: true, mode: 0o700 });
  await writeAtomically(at.lease(lease.id), JSON.stringify(lease));
};

export const dropLease = (at: Places, lease: Lease): Promise<void> =>
  fs.rm(at.lease(lease.id), { force: true });

export const allLeases = async (at: Places): Promise<Lease[]> => [
  ...(await readShapes(at.leases, shape)).values(),
];

export const chosenLeases = async (at: Places, which: LeaseChoice): Promise<Lease[]> => {
  if ("emulation" in which)
    return (await allLeases(at)).filter((lease) => lease.owner.emulation === which.emulation);
  const one = /^[0-9a-f]+$/.test(which.lease) ? await readShape(at.lease(which.lease), shape) : undefined;
  return one ? [one] : [];
};

export const leasesOn = async (at: Places, tree: TreeName): Promise<Lease[]> =>
  (await allLeases(at)).filter((lease) => lease.tree.key === tree.key && lease.tree.name === tree.name);

/** Those whose process lives. */
export const liveLeases = async (world: TreesWorld, leases: readonly Lease[]): Promise<Lease[]> => {
  const alive = await Promise.all(leases.map((lease) => world.isAlive(lease.owner.process)));
  return leases.filter((_, index) => alive[index]);
};

const shape = z.object({
  id: z.string(),
  tree: z.object({ key: z.string(), name: z.string() }),
  commit: z.string(),
  exclusive: z.boolean(),
  owner: z.object({
    emulation: z.string(),
    process: z.object({ pid: z.number(), startedAt: z.string() }),
  }),
});
