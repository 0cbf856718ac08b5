import { type FSWatcher, watch } from "node:fs";
import { emulationFolder } from "../../../emulation/emulationFolder";
import type { StateFolder } from "../../../emulation/stateFolder";
import type { Disposable } from "../../../util/disposable";
import { errorCode } from "../../../util/files";

/** Hears of emulations of all processes by the few folders that change when one begins, gets ready or ends. */
export class StateWatch implements Disposable {
  readonly #state: StateFolder;
  readonly #tell: () => void;
  readonly #watchers = new Map<string, FSWatcher>();

  constructor(state: StateFolder, tell: () => void) {
    this.#state = state;
    this.#tell = tell;
  }

  /**
   * `unsettled` are those whose record will change yet, or is still to come. What happened before a folder was
   * watched nobody heard: that it is watched now is told too.
   */
  follow(unsettled: readonly string[]): void {
    const { live, emulations } = this.#state;
    const wanted = new Set([
      live,
      emulations,
      ...unsettled.map((id) => emulationFolder(this.#state, id).root),
    ]);
    for (const folder of [...this.#watchers.keys()]) if (!wanted.has(folder)) this.#forget(folder);
    const added = [...wanted].filter((folder) => !this.#watchers.has(folder) && this.#add(folder));
    if (added.length > 0) this.#tell();
  }

  dispose(): void {
    for (const folder of [...this.#watchers.keys()]) this.#forget(folder);
  }

  /** A folder that is not there yet will be heard of in the one that holds it. */
  #add(folder: string): boolean {
    try {
      const watcher = watch(folder, (_, name) => {
        if (name?.endsWith(".tmp") !== true) this.#tell();
      });
      watcher.on("error", () => this.#forget(folder));
      this.#watchers.set(folder, watcher);
      return true;
    } catch (error) {
      if (errorCode(error) === "ENOENT") return false;
      throw error;
    }
  }

  #forget(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}
