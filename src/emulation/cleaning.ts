import { promises as fs } from "node:fs";
import { join } from "node:path";
import { removeEnvironment } from "../environments/store/record";
import type { TreeInfo } from "../trees/types";
import { errorCode, removeAll } from "../util/files";
import { holderOfFolder } from "./claims";
import { emulationFolder } from "./emulationFolder";
import { readKept } from "./keptState";
import { listRecords } from "./record";
import type { StateFolder } from "./stateFolder";
import { treesIn } from "./undoWorld";
import { listUnfinished } from "./unfinished";

/** One thing that may be removed, or why it may not. */
export interface Cleanable {
  readonly kind:
    | "tree"
    | "environment"
    | "debugger"
    | "emulation"
    | "container"
    | "matrix"
    | "kept"
    | "cache";
  readonly id: string;
  /** In words, for the list. */
  readonly what: string;
  readonly bytes: number;
  readonly lastUsed: number;
  /** Undefined where it may go. */
  readonly keep: string | undefined;
  readonly remove: () => Promise<void>;
}

/** All that the state folder holds; nothing in use or edited may go. */
export const cleanables = async (state: StateFolder): Promise<Cleanable[]> => {
  const live = new Set((await listUnfinished(state)).map(({ emulation }) => emulation));
  const groups = await Promise.all([
    trees(state),
    environments(state, live.size > 0),
    debuggers(state, live.size > 0),
    emulations(state, live),
    containers(state),
    kept(state),
    matrices(state, live.size > 0),
    cache(state),
  ]);
  return groups.flat();
};

/** Of them, the emulations alone, which are soon measured. */
export const cleanableEmulations = async (state: StateFolder): Promise<Cleanable[]> =>
  await emulations(state, new Set((await listUnfinished(state)).map(({ emulation }) => emulation)));

const trees = async (state: StateFolder): Promise<Cleanable[]> => {
  const room = treesIn(state);
  return (await room.list()).map((tree) => ({
    kind: "tree",
    id: tree.id,
    what: `tree ${tree.ref} of ${tree.repo}`,
    bytes: tree.bytes,
    lastUsed: tree.lastUsed,
    keep: whyKept(tree),
    remove: async () => {
      await room.remove(tree.id, "keep");
    },
  }));
};

const whyKept = ({ leasedBy, edited }: TreeInfo): string | undefined => {
  if (leasedBy.length > 0) return `in use by ${leasedBy.join(", ")}`;
  return edited ? "you edited it" : undefined;
};

const environments = async (state: StateFolder, anyLive: boolean): Promise<Cleanable[]> =>
  await Promise.all(
    (await foldersIn(state.environments)).map(async (name): Promise<Cleanable> => {
      const folder = join(state.environments, name);
      return {
        kind: "environment",
        id: name,
        what: `environment ${name}`,
        ...(await measured(folder)),
        keep: anyLive ? mayBeUsed : undefined,
        remove: () => removeEnvironment(folder),
      };
    }),
  );

const mayBeUsed = "an emulation runs that may use it";

/** Fetched anew when they are missed. */
const debuggers = async (state: StateFolder, anyLive: boolean): Promise<Cleanable[]> =>
  await Promise.all(
    (await foldersIn(state.debuggers)).map(async (name): Promise<Cleanable> => {
      const folder = join(state.debuggers, name);
      return {
        kind: "debugger",
        id: name,
        what: `debugger ${name}`,
        ...(await measured(folder)),
        keep: anyLive ? mayBeUsed : undefined,
        remove: () => removeAll(folder),
      };
    }),
  );

const emulations = async (state: StateFolder, live: ReadonlySet<string>): Promise<Cleanable[]> => {
  const records = new Map((await listRecords(state)).map((record) => [record.id, record]));
  return await Promise.all(
    (await foldersIn(state.emulations)).map(async (id): Promise<Cleanable> => {
      const { root } = emulationFolder(state, id);
      return {
        kind: "emulation",
        id,
        what: `logs of emulation ${id} (${records.get(id)?.scenario ?? "unknown"})`,
        ...(await measured(root)),
        keep: live.has(id) ? "it runs, or waits for backcompat recover" : undefined,
        remove: () => removeAll(root),
      };
    }),
  );
};

/** Data of the user's: it goes when it is told to, never by itself. */
const kept = async (state: StateFolder): Promise<Cleanable[]> =>
  await Promise.all(
    (await foldersIn(state.kept)).map(async (name): Promise<Cleanable> => {
      const folder = join(state.kept, name);
      const known = await readKept(folder);
      const holder = await holderOfFolder(folder, state);
      return {
        kind: "kept",
        id: name,
        what: `kept state of ${known?.scenario ?? "a scenario"} in ${known?.folder ?? "an unknown folder"}`,
        ...(await measured(folder)),
        keep: holder === undefined ? undefined : `in use by ${holder}`,
        remove: () => removeAll(folder),
      };
    }),
  );

const containers = async (state: StateFolder): Promise<Cleanable[]> =>
  await Promise.all(
    (await foldersIn(state.containers)).map(async (id): Promise<Cleanable> => {
      const folder = join(state.containers, id);
      return {
        kind: "container",
        id,
        what: `log of container ${id.slice(0, 12)}`,
        ...(await measured(folder)),
        keep: undefined,
        remove: () => removeAll(folder),
      };
    }),
  );

/** Their verdicts; while one runs, any of them may be the one. */
const matrices = async (state: StateFolder, anyLive: boolean): Promise<Cleanable[]> =>
  await Promise.all(
    (await foldersIn(state.matrices)).map(async (id): Promise<Cleanable> => {
      const folder = join(state.matrices, id);
      return {
        kind: "matrix",
        id,
        what: `verdicts of matrix ${id}`,
        ...(await measured(folder)),
        keep: anyLive ? "an emulation runs that may be a cell of it" : undefined,
        remove: () => removeAll(folder),
      };
    }),
  );

const cache = async (state: StateFolder): Promise<Cleanable[]> => {
  const size = await measured(state.cache);
  if (size.bytes === 0) return [];
  const remove = async (): Promise<void> => {
    await removeAll(state.cache);
    await fs.mkdir(state.cache, { recursive: true, mode: 0o700 });
  };
  return [
    { kind: "cache", id: "cache", what: "answers of package indexes", ...size, keep: undefined, remove },
  ];
};

const foldersIn = async (folder: string): Promise<string[]> =>
  (await fs.readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const measured = async (folder: string): Promise<{ bytes: number; lastUsed: number }> => {
  const lastUsed = await orGone(
    fs.stat(folder).then(({ mtimeMs }) => mtimeMs),
    0,
  );
  return { bytes: await orGone(folderBytes(folder), 0), lastUsed };
};

const folderBytes = async (folder: string): Promise<number> => {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      return await orGone(
        entry.isDirectory() ? folderBytes(path) : fs.lstat(path).then(({ size }) => size),
        0,
      );
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
};

/** Running emulations go on writing and removing while we look. */
const orGone = <T>(looking: Promise<T>, otherwise: T): Promise<T> =>
  looking.catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return otherwise;
    throw error;
  });
