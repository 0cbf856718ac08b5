import { type FSWatcher, watch } from "node:fs";
import { emulationFolder } from "../../../emulation/emulationFolder";
import type { StateFolder } from "../../../emulation/stateFolder";
import type { Disposable } from "../../../util/disposable";

/** Hears of emulations of all processes by the few folders that change when one begins, gets ready or ends. */
export class StateWatch implements Disposable {
  readonly #state: StateFolder;
  readonly #tell: () => void;
  readonly #watchers = new Map<string, FSWatcher>();

  constructor(state: StateFolder, tell: () => void) {
    this.#state = state;
    this.#tell = tell;
  }

  /** `unsettled` are those whose record will change yet. */
  follow(unsettled: readonly string[]): void {
    const { live, emulations } = this.#state;
    const wanted = new Set([
      live,
      emulations,
      ...unsettled.map((id) => emulationFolder(this.#state, id).root),
    ]);
    for (const folder of [...this.#watchers.keys()]) if (!wanted.has(folder)) this.#forget(folder);
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#add(folder);
  }

  dispose(): void {
    for (const folder of [...this.#watchers.keys()]) this.#forget(folder);
  }

  #add(folder: string): void {
    const watcher = watch(folder, (_, name) => {
      if (name?.endsWith(".tmp") !== true) this.#tell();
    });
    watcher.on("error", () => this.#forget(folder));
    this.#watchers.set(folder, watcher);
  }

  #forget(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}
