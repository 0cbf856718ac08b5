import { listLive } from "../emulation/live";
import { type EmulationRecord, readRecord } from "../emulation/record";
import type { StateFolder } from "../emulation/stateFolder";
import { inputFailure } from "../util/problem";

export const runningEmulations = async (state: StateFolder): Promise<EmulationRecord[]> => {
  const live = await listLive(state);
  const records = await Promise.all(live.map(({ emulation }) => readRecord(state, emulation)));
  return records.filter((record) => record !== undefined);
};

/** By its id or the beginning of it; without one, the only one that runs. */
export const theEmulation = async (
  state: StateFolder,
  wanted: string | undefined,
): Promise<EmulationRecord> => {
  const records = await runningEmulations(state);
  const found = records.filter(({ id }) => wanted === undefined || id.startsWith(wanted));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only;
  const list = records.map(({ id, scenario }) => `${id} (${scenario})`).join(", ");
  if (records.length === 0)
    throw inputFailure("no-emulation", "No emulation runs", { hint: "backcompat up starts one." });
  if (wanted === undefined) {
    throw inputFailure("which-emulation", `${records.length} emulations run: ${list}`, {
      hint: "Name one of them.",
    });
  }
  throw inputFailure("unknown-emulation", `No running emulation is called ${wanted}`, {
    hint: `Running: ${list}`,
  });
};
