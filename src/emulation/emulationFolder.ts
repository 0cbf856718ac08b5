import { join } from "node:path";
import { type LocalAddress, localAddress } from "../processes/places";
import type { Platform } from "../processes/platform";
import type { StateFolder } from "./stateFolder";

/** The files of one emulation. */
export interface EmulationFolder {
  readonly id: string;
  readonly root: string;
  readonly journal: string;
  readonly record: string;
  readonly plan: string;
  readonly logs: string;
  /** How far clocks of engines elsewhere were behind ours. */
  readonly clocks: string;
  /** Exceptions that targets stopped at, one JSON line each. */
  readonly exceptions: string;
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
    clocks: join(root, "clocks.json"),
    exceptions: join(root, "exceptions.jsonl"),
    backups: join(root, "backups"),
    work: join(root, "work"),
    undoLock: join(root, "undo.lock"),
  };
};

/** Where the emulation answers who asks for its state. */
export const controlAddress = (state: StateFolder, id: string, platform?: Platform): LocalAddress =>
  localAddress(join(state.root, "control"), id, platform);
