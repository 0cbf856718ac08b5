import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import type { StateFolder } from "./stateFolder";

/** The files of one emulation. */
export interface EmulationFolder {
  readonly id: string;
  readonly root: string;
  readonly journal: string;
  readonly record: string;
  readonly plan: string;
  readonly logs: string;
  /** Bytes of rewritten files, before and after. */
  readonly backups: string;
  /** `${emulation.dir}`: fresh data, gone with the emulation. */
  readonly work: string;
  /** Makes undoing one thing at a time. */
  readonly undoLock: string;
}

export const emulationFolder = (state: StateFolder, id: string): EmulationFolder => {
  const root = join(state.emulations, id);
  return {
    id,
    root,
    journal: join(root, "journal.jsonl"),
    record: join(root, "record.json"),
    plan: join(root, "plan.json"),
    logs: join(root, "logs"),
    backups: join(root, "backups"),
    work: join(root, "work"),
    undoLock: join(root, "undo.lock"),
  };
};

const longestSocketPath = 100;

/** Unix sockets have short paths: where the state folder's is too long, an owner-only folder for temporary files. */
export const controlAddress = (
  state: StateFolder,
  id: string,
  platform: NodeJS.Platform = process.platform,
): { readonly address: string; readonly folder: string | undefined } => {
  if (platform === "win32")
    return { address: `\\\\.\\pipe\\backcompat-${userInfo().username}-${id}`, folder: undefined };
  const near = join(state.root, "control", `${id}.sock`);
  if (near.length <= longestSocketPath) return { address: near, folder: join(state.root, "control") };
  const folder = join(tmpdir(), `backcompat-${userInfo().uid}`);
  return { address: join(folder, `${id}.sock`), folder };
};
