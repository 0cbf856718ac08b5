import { claimsOf } from "./claims";
import { controlAddress, emulationFolder } from "./emulationFolder";
import { type JournalEntry, readJournal } from "./journal";
import { markerOf } from "./live";
import type { StateFolder } from "./stateFolder";

/**
 * All that is known of what an emulation changed. The journal says it; where a crash of the machine took a part of
 * that away, the live marker still has the token, and the claims have the bytes of rewritten files.
 */
export const knownOf = async (id: string, state: StateFolder): Promise<JournalEntry[]> => {
  const entries = await readJournal(emulationFolder(state, id).journal);
  return [...(await lostBegin(id, entries, state)), ...entries, ...(await lostFiles(id, entries, state))];
};

const lostBegin = async (
  id: string,
  entries: readonly JournalEntry[],
  state: StateFolder,
): Promise<JournalEntry[]> => {
  if (entries.some(({ kind }) => kind === "begin" || kind === "undone")) return [];
  const marker = await markerOf(state, id);
  if (marker?.token === undefined) return [];
  const control = controlAddress(state, id).address;
  return [{ kind: "begin", emulation: id, token: marker.token, host: marker.host, control }];
};

const lostFiles = async (
  id: string,
  entries: readonly JournalEntry[],
  state: StateFolder,
): Promise<JournalEntry[]> => {
  const said = new Set(entries.flatMap((entry) => (entry.kind === "file" ? [entry.written] : [])));
  return (await claimsOf(id, state)).flatMap(({ path, copies }) =>
    copies
      .filter(({ written }) => !said.has(written))
      .map(({ original, written }): JournalEntry => ({ kind: "file", path, original, written })),
  );
};
