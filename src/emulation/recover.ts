import { identify } from "../processes/identity";
import type { ProcessId } from "../processes/types";
import { type Problem, problemOf } from "../util/problem";
import { hostDied } from "./hostDied";
import { sweepHalfMarks } from "./live";
import { readRecord, writeRecord } from "./record";
import { type Undone, type UndoWorld, undoEmulation } from "./undo";
import { listUnfinished } from "./unfinished";

export interface Recovered extends Undone {
  readonly emulation: string;
  /** Why something of it is still there; the next one tries again. */
  readonly failed?: Problem;
}

export type RecoverWorld = UndoWorld & { readonly isAlive: (id: ProcessId) => boolean | Promise<boolean> };

/** Undoes every emulation whose host is gone; those that run are left alone. */
export const recover = async (world: RecoverWorld, graceMs = 2000): Promise<Recovered[]> => {
  const recovered: Recovered[] = [];
  await sweepHalfMarks(world.state, (pid) => identify(pid) !== undefined);
  for (const { emulation, host } of await listUnfinished(world.state)) {
    if (await world.isAlive(host)) continue;
    recovered.push({ emulation, ...(await undoDead(emulation, graceMs, world).catch(asFailed)) });
  }
  return recovered;
};

/** What can't be undone stands in nobody's way but its own. */
const asFailed = (error: unknown): Omit<Recovered, "emulation"> => ({
  did: [],
  kept: [],
  failed: problemOf(error),
});

/** For an emulation whose host can't do it any more, by whoever finds out. */
export const undoDead = async (emulation: string, graceMs: number, world: RecoverWorld): Promise<Undone> => {
  const undone = await undoEmulation(emulation, graceMs, world);
  await markEnded(emulation, world);
  return undone;
};

const markEnded = async (emulation: string, { state }: RecoverWorld): Promise<void> => {
  const record = await readRecord(state, emulation);
  if (record === undefined || record.state === "ended") return;
  await writeRecord(state, {
    ...record,
    state: "ended",
    ended: Date.now(),
    why: hostDied,
  });
};
