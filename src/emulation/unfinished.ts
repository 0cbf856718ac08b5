import { exists } from "../util/files";
import { emulationFolder } from "./emulationFolder";
import { readJournal } from "./journal";
import { type Live, listLive, nobody } from "./live";
import { emulationIds, readRecord } from "./record";
import type { StateFolder } from "./stateFolder";

/** All that have something to undo: those that are marked, and those whose mark was lost. */
export const listUnfinished = async (state: StateFolder): Promise<Live[]> => {
  const live = await listLive(state);
  const marked = new Set(live.map(({ emulation }) => emulation));
  const others = (await emulationIds(state)).filter((id) => !marked.has(id));
  const lost = await Promise.all(others.map((id) => lostMark(id, state)));
  return [...live, ...lost.flat()];
};

/** Undoing takes the work folder away, which is faster seen than reading the records of all past ones. */
const lostMark = async (id: string, state: StateFolder): Promise<Live[]> => {
  const folder = emulationFolder(state, id);
  if (!(await exists(folder.work))) return [];
  const record = await readRecord(state, id);
  const begin = (await readJournal(folder.journal)).find((entry) => entry.kind === "begin");
  return [{ emulation: id, host: record?.host ?? begin?.host ?? nobody }];
};
