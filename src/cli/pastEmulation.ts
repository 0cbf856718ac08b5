import { type EmulationRecord, listRecords } from "../emulation/record";
import type { StateFolder } from "../emulation/stateFolder";
import { samePath } from "../util/files";
import { inputFailure } from "../util/problem";
import { nearestFew } from "../util/text";

/** By its id or the beginning of it, running or past; without one, the newest of this folder. */
export const anyEmulation = async (
  state: StateFolder,
  wanted: string | undefined,
  folder: string,
): Promise<EmulationRecord> => {
  const records = await listRecords(state);
  if (records.length === 0)
    throw inputFailure("no-emulation", "There is no emulation, running or past", {
      hint: "backcompat up starts one.",
    });
  return wanted === undefined ? newestOf(records, folder) : named(records, wanted);
};

const newestOf = (records: readonly EmulationRecord[], folder: string): EmulationRecord => {
  const newest = records.find((record) => samePath(record.folder, folder));
  if (newest !== undefined) return newest;
  throw inputFailure("no-emulation", `There is no emulation of ${folder}, running or past`, {
    hint: `Name one of another folder: ${few(records)}`,
  });
};

const named = (records: readonly EmulationRecord[], wanted: string): EmulationRecord => {
  const found = records.filter(({ id }) => id.startsWith(wanted));
  const only = found.find(({ id }) => id === wanted) ?? (found.length === 1 ? found[0] : undefined);
  if (only !== undefined) return only;
  if (found.length > 1)
    throw inputFailure(
      "which-emulation",
      `${wanted} is the beginning of ${found.length} emulations: ${few(found)}`,
      {
        hint: "Give more of it.",
      },
    );
  const near = nearestFew(
    wanted,
    records.map(({ id }) => id),
    3,
  );
  const like = near.flatMap((name) => records.find(({ id }) => id === name) ?? []);
  throw inputFailure("unknown-emulation", `No emulation is called ${wanted}`, {
    hint:
      like.length > 0
        ? `Did you mean ${few(like)}?`
        : `There are ${few(records)}; backcompat ps --all lists them.`,
  });
};

const most = 5;

const few = (records: readonly EmulationRecord[]): string =>
  [
    ...records.slice(0, most).map(({ id, scenario }) => `${id} (${scenario})`),
    ...(records.length > most ? ["…"] : []),
  ].join(", ");
