import { promises as fs } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type EmulationFolder, emulationFolder } from "../../emulation/emulationFolder";
import type { StateFolder } from "../../emulation/stateFolder";
import { exists, namesIn, readOwn, removeAll, writeAtomically } from "../../util/files";
import { parseJson } from "../../util/parseJson";
import { as, fields, number, type Of, optional, text } from "../../util/shape";

const keptContainer = fields({
  id: text,
  name: text,
  image: text,
  /** Where its engine listens, and what it is called here. */
  engine: text,
  engineName: text,
  composeProject: optional(text),
  /** In whose logs its lines are, where it was one of ours; else they are kept beside this. */
  logged: optional(fields({ emulation: text, service: text })),
  scenario: optional(text),
  /** When it was gone; undefined where it is not known to be. */
  removed: optional(number),
});

/** A container whose log we hold, be it there still or not. */
export type KeptContainer = Of<typeof keptContainer>;

/** Laid out as an emulation's, so that whatever reads its logs reads these. */
export const keptFolder = (state: StateFolder, id: string): EmulationFolder =>
  emulationFolder({ ...state, emulations: state.containers }, id);

export const writeKept = async (state: StateFolder, kept: KeptContainer): Promise<void> => {
  await fs.mkdir(keptFolder(state, kept.id).root, { recursive: true, mode: 0o700 });
  await writeAtomically(recordOf(state, kept.id), JSON.stringify(kept, undefined, 2));
};

export const readKept = async (state: StateFolder, id: string): Promise<KeptContainer | undefined> =>
  as(keptContainer, parseJson((await readOwn(recordOf(state, id)))?.toString("utf8") ?? ""));

/** Whose log that folder is. */
export const keptAt = async (state: StateFolder, logs: string): Promise<KeptContainer | undefined> => {
  const id = basename(dirname(logs));
  return keptFolder(state, id).logs === logs ? await readKept(state, id) : undefined;
};

/** Those whose lines are still there. */
export const listKept = async (state: StateFolder): Promise<KeptContainer[]> => {
  const all = await Promise.all(
    (await namesIn(state.containers)).map(async (id) => {
      const kept = await readKept(state, id);
      return kept !== undefined && (await exists(logsOf(state, kept))) ? [kept] : [];
    }),
  );
  return all.flat();
};

/** What was logged with an emulation stays with it. */
export const removeKept = (state: StateFolder, id: string): Promise<void> =>
  removeAll(keptFolder(state, id).root);

const logsOf = (state: StateFolder, { id, logged }: KeptContainer): string =>
  logged === undefined ? keptFolder(state, id).logs : emulationFolder(state, logged.emulation).logs;

const recordOf = (state: StateFolder, id: string): string =>
  join(keptFolder(state, id).root, "container.json");
