import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { emulationFolder } from "../../../src/emulation/emulationFolder";
import { openJournal } from "../../../src/emulation/journal";
import { markLive } from "../../../src/emulation/live";
import { makeStateFolder, type StateFolder, stateFolder } from "../../../src/emulation/stateFolder";
import { newRunToken } from "../../../src/processes/tokens";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export const temporaryFolder = (): string => {
  // Emulations name files as they really are, which temporary folders of macOS are not.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "unit-")));
  folders.push(folder);
  return folder;
};

export const newState = async (): Promise<StateFolder> => {
  const state = stateFolder({ BACKCOMPAT_HOME: temporaryFolder() });
  await makeStateFolder(state);
  return state;
};

export const token = newRunToken();
export const host = { pid: 7, startedAt: "then" };

/** One that begun and then did what `entries` say. */
export const begun = (state: StateFolder, id: string): ReturnType<typeof emulationFolder> => {
  const folder = emulationFolder(state, id);
  mkdirSync(folder.backups, { recursive: true });
  mkdirSync(folder.work, { recursive: true });
  markLive(state, { emulation: id, host });
  write(folder.journal, {
    kind: "begin",
    emulation: id,
    token,
    host,
    control: join(folder.root, "c.sock"),
  });
  return folder;
};

export const write = (
  journal: string,
  entry: Parameters<ReturnType<typeof openJournal>["write"]>[0],
): void => {
  const open = openJournal(journal);
  open.write(entry);
  open.close();
};

/** A file that the emulation rewrote: what was, what is. */
export const rewritten = (
  folder: ReturnType<typeof emulationFolder>,
  path: string,
  [original, written, current = written]: readonly [string, string, string?],
): void => {
  const backup = join(folder.backups, `${Math.random()}`);
  writeFileSync(`${backup}.original`, original);
  writeFileSync(`${backup}.written`, written);
  writeFileSync(path, current);
  write(folder.journal, { kind: "file", path, original: `${backup}.original`, written: `${backup}.written` });
};
