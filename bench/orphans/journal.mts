import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isThere } from "./processes.mts";

export const emulationsIn = (state: string): string[] => entriesOf(join(state, "emulations"));

export const journalText = (state: string, emulation: string): string =>
  textOf(join(state, "emulations", emulation, "journal.jsonl"));

export const tokensIn = (state: string): Set<string> =>
  new Set(
    emulationsIn(state).flatMap((id) =>
      [...journalText(state, id).matchAll(/"token":"([^"]+)"/g)].map(([, token]) => token ?? ""),
    ),
  );

/** As soon as the journal of an emulation that was not there `before` has so many lines, or its host is gone. */
export const untilLines = async (
  state: string,
  before: ReadonlySet<string>,
  lines: number,
  host: number,
): Promise<string | undefined> => {
  for (;;) {
    const id = emulationsIn(state).find((one) => !before.has(one));
    if (id !== undefined && linesIn(join(state, "emulations", id, "journal.jsonl")) >= lines) return id;
    if (!isThere(host)) return id;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

const linesIn = (path: string): number =>
  (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0 ? 0 : textOf(path).split("\n").length - 1;

export const entriesOf = (folder: string): string[] => {
  try {
    return readdirSync(folder);
  } catch {
    // Not made yet, or gone: it holds nothing.
    return [];
  }
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Not written yet.
    return "";
  }
};
