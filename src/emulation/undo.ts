import { promises as fs } from "node:fs";
import { isFileAddress } from "../processes/places";
import { asRunToken } from "../processes/tokens";
import type { ProcessId, RunToken } from "../processes/types";
import { undoRewrite } from "../rewrites/undo";
import type { Released } from "../trees/types";
import { errorCode, exists, isFolder, pathInside, readIfThere, removeAll, samePath } from "../util/files";
import { err, ok } from "../util/result";
import { releaseClaims } from "./claims";
import type { EngineRef } from "./containers/engineRef";
import type { LeftOnEngine } from "./containers/removeAll";
import { removeFromEngines } from "./containers/undoEngines";
import { emulationFolder } from "./emulationFolder";
import { isUndone, type JournalEntry, openJournal, readJournal } from "./journal";
import { knownOf } from "./knownOf";
import { unmarkLive } from "./live";
import { replaceFile, temporaryOf } from "./replaceFile";
import type { StateFolder } from "./stateFolder";

export interface UndoWorld {
  readonly state: StateFolder;
  readonly lock: <T>(path: string, what: string, body: () => Promise<T>) => Promise<T>;
  readonly stopTree: (args: {
    roots: readonly ProcessId[];
    token: RunToken;
    graceMs: number;
  }) => Promise<unknown>;
  /** What carries the emulation's labels on an engine, as the journal names it. */
  readonly removeFromEngine: (engine: EngineRef, left: LeftOnEngine) => Promise<readonly string[]>;
  readonly releaseTrees: (emulation: string) => Promise<readonly Released[]>;
}

export interface Undone {
  /** What was undone, in words, and what was kept because the user had edited it. */
  readonly did: readonly string[];
  readonly kept: readonly string[];
}

/** Undoes what the journal says; safe to call again, from any process, after any interruption. */
export const undoEmulation = async (id: string, graceMs: number, world: UndoWorld): Promise<Undone> => {
  const folder = emulationFolder(world.state, id);
  // Before the lock, which a full disk may refuse: what runs is known by its token, and stopped twice it is stopped.
  const known = await knownOf(id, world.state);
  const onEngines = removeFromEngines(id, known, graceMs, world).then(ok, err);
  const stopped = await stopProcesses(known, graceMs, world);
  return world.lock(folder.undoLock, `undoing emulation ${id}`, async () => {
    const entries = await knownOf(id, world.state);
    if (isUndone(entries)) {
      await unmarkLive(world.state, id);
      return { did: [], kept: [] };
    }
    const files = await restoreFiles(id, pending(entries), world.state);
    const engines = await onEngines;
    const created = await removeCreated(entries);
    await bringBack(entries);
    const kept = [...files.kept, ...(await releaseTrees(id, world))];
    await removeAll(folder.work);
    await removeControl(entries);
    await releaseClaims(id, world.state);
    // An engine out of reach keeps nothing else from being undone; the next undoing tries it again.
    if (!engines.ok) throw engines.error;
    const journal = openJournal(folder.journal);
    journal.write({ kind: "undone", kept });
    journal.close();
    await unmarkLive(world.state, id);
    return { did: [...stopped, ...engines.value, ...files.did, ...created], kept };
  });
};

const stopProcesses = async (
  entries: readonly JournalEntry[],
  graceMs: number,
  world: UndoWorld,
): Promise<string[]> => {
  const begin = entries.find((entry) => entry.kind === "begin");
  if (begin === undefined || isUndone(entries)) return [];
  const started = entries.filter((entry) => entry.kind === "process");
  await world.stopTree({ roots: started.map((entry) => entry.id), token: asRunToken(begin.token), graceMs });
  return started.map((entry) => `stopped ${entry.name}`);
};

/** Gives back what was rewritten in one folder, while the emulation goes on; what was kept, in words. */
export const restoreBelow = async (
  id: string,
  folder: string,
  state: StateFolder,
): Promise<readonly string[]> => {
  const entries = await readJournal(emulationFolder(state, id).journal);
  const real = await fs.realpath(folder).catch(() => folder);
  const inside = pending(entries).filter(({ path }) => pathInside(real, path));
  const { kept } = await restoreFiles(id, inside, state);
  // Also where there was nothing to do: whoever rewrites it again begins anew, under the same names.
  for (const file of inside) writeRestored(id, file, state);
  await releaseClaims(id, state, real);
  return kept;
};

type FileEntry = Extract<JournalEntry, { kind: "file" }>;

/** A file may be rewritten again, under the same name, after it was restored. */
const pending = (entries: readonly JournalEntry[]): FileEntry[] =>
  entries.filter((entry, index): entry is FileEntry => {
    if (entry.kind !== "file") return false;
    const { written } = entry;
    return !entries.slice(index).some((later) => later.kind === "restored" && later.written === written);
  });

/** Latest first: each gives back what it found. */
const restoreFiles = async (
  id: string,
  files: readonly FileEntry[],
  state: StateFolder,
): Promise<{ did: string[]; kept: string[] }> => {
  const did: string[] = [];
  const kept: string[] = [];
  const failures: unknown[] = [];
  for (const file of [...files].reverse()) {
    try {
      const other = await takenBy(file.path);
      if (other !== undefined) {
        kept.push(`${file.path} is ${other} now, and stays; its old bytes are in ${file.original}`);
        continue;
      }
      const edits = await restoreFile(id, file, state);
      if (edits !== undefined) did.push(`restored ${file.path}`);
      if (edits) kept.push(`${file.path}: an edit of yours overlaps what was rewritten, and stays`);
    } catch (error) {
      failures.push(error);
    }
  }
  // One that can't be given back now stands in no other's way; the next undoing tries it again.
  if (failures.length > 0) throw failures[0];
  return { did, kept };
};

/** What the user put in a file's place; through a link, something else would be overwritten. */
const takenBy = async (path: string): Promise<string | undefined> => {
  if (await isLink(path)) return "a link";
  if (await isFolder(path)) return "a folder";
  const real = await fs.realpath(path).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return path;
    throw error;
  });
  return samePath(real, path) ? undefined : "behind a link";
};

const isLink = async (path: string): Promise<boolean> => {
  try {
    return (await fs.lstat(path)).isSymbolicLink();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
};

/** True where an edit of the user's stands in the way and stays; undefined where there was nothing to do. */
const restoreFile = async (id: string, file: FileEntry, state: StateFolder): Promise<boolean | undefined> => {
  const [original, written, current] = await Promise.all(
    [file.original, file.written, file.path].map(readIfThere),
  );
  await fs.rm(temporaryOf(file.path, id), { force: true });
  if (original === undefined || written === undefined || current === undefined || original.equals(current))
    return undefined;
  const { output, conflicts } = undoRewrite({ original, written, current });
  await replaceFile(file.path, output, id);
  writeRestored(id, file, state);
  return conflicts.length > 0;
};

const writeRestored = (id: string, { path, written }: FileEntry, state: StateFolder): void => {
  const journal = openJournal(emulationFolder(state, id).journal);
  journal.write({ kind: "restored", path, written });
  journal.close();
};

const removeCreated = async (entries: readonly JournalEntry[]): Promise<string[]> => {
  const created = entries.filter((entry) => entry.kind === "created");
  await Promise.all(created.map(({ path }) => removeAll(path)));
  return created.map(({ path }) => `removed ${path}`);
};

/** What a build that was killed had overwritten, latest first; where it ended by itself the copy is gone. */
const bringBack = async (entries: readonly JournalEntry[]): Promise<void> => {
  for (const { path, copy } of entries.filter((entry) => entry.kind === "replaced").reverse()) {
    if (!(await exists(copy))) continue;
    await removeAll(path);
    await fs.cp(copy, path, { recursive: true, preserveTimestamps: true });
    await removeAll(copy);
  }
};

const releaseTrees = async (id: string, world: UndoWorld): Promise<string[]> => {
  const released = await world.releaseTrees(id);
  return released.flatMap((tree) => {
    if (tree.kind === "clean") return [];
    return [tree.kind === "kept" ? `${tree.dir}: ${tree.why}` : `${tree.dir}: saved as ${tree.patch}`];
  });
};

const removeControl = async (entries: readonly JournalEntry[]): Promise<void> => {
  const begin = entries.find((entry) => entry.kind === "begin");
  if (begin && isFileAddress(begin.control)) await fs.rm(begin.control, { force: true });
};
