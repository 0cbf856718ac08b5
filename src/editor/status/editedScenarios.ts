import { join } from "node:path";
import { workspace } from "vscode";
import type { Emulation } from "../../emulation/emulation";
import { type Disposable, DisposableStore } from "../../util/disposable";
import { Emitter } from "../../util/events";
import { readIfThere } from "../../util/files";
import type { RunningEmulations } from "../runningEmulations";
import { scenarioFiles } from "../scenarioFile/documents";

/** Which emulations run by a scenario that says something else by now. */
export class EditedScenarios implements Disposable {
  readonly #running: RunningEmulations;
  readonly #owned = new DisposableStore();
  /** What the files said when it started. */
  readonly #began = new Map<string, string>();
  readonly #edited = new Set<string>();
  readonly #changes = this.#owned.add(new Emitter<void>());
  readonly onChange = this.#changes.on;

  constructor(running: RunningEmulations) {
    this.#running = running;
    const watcher = this.#owned.add(workspace.createFileSystemWatcher("**/.vscode/backcompat{,.local}.json"));
    for (const event of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete])
      this.#owned.add(event(() => void this.#look()));
    this.#owned.add(running.onChange((all) => void this.#follow(all)));
  }

  has(emulation: string): boolean {
    return this.#edited.has(emulation);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #follow(all: readonly Emulation[]): Promise<void> {
    const ids = new Set(all.map(({ id }) => id));
    for (const id of [...this.#began.keys()].filter((one) => !ids.has(one))) {
      this.#began.delete(id);
      this.#edited.delete(id);
    }
    for (const { id, record } of all.filter((one) => !this.#began.has(one.id))) {
      this.#began.set(id, await saved(record.folder));
    }
  }

  async #look(): Promise<void> {
    for (const { id, record } of this.#running.all) {
      const edited = this.#began.get(id) !== (await saved(record.folder));
      if (edited) this.#edited.add(id);
      else this.#edited.delete(id);
    }
    this.#changes.fire();
  }
}

/** From the disk: an editor with the file open learns of a change later than its watcher. */
const saved = async (folder: string): Promise<string> => {
  const contents = await Promise.all(scenarioFiles.map((file) => readIfThere(join(folder, file))));
  return JSON.stringify(contents.map((content) => content?.toString("utf8")));
};
