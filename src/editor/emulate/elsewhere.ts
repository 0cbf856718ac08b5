import { listLive } from "../../emulation/live";
import { type EmulationRecord, readRecord } from "../../emulation/record";
import type { StateFolder } from "../../emulation/stateFolder";
import { isAlive } from "../../processes/identity";

/** Emulations of other windows and terminals, whose hosts are alive. */
export const runningElsewhere = async (
  state: StateFolder,
  ours: ReadonlySet<string>,
): Promise<readonly EmulationRecord[]> => {
  const live = (await listLive(state)).filter(({ emulation, host }) => !ours.has(emulation) && isAlive(host));
  const records = await Promise.all(live.map(({ emulation }) => readRecord(state, emulation)));
  return records.filter((record) => record !== undefined);
};
