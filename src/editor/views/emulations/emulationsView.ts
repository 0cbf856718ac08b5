import { viewIds } from "../../../contract/ids";
import { makeStateFolder, type StateFolder, stateFolder } from "../../../emulation/stateFolder";
import { type Disposable, DisposableStore } from "../../../util/disposable";
import { problemOf } from "../../../util/problem";
import type { Editor } from "../../context";
import { onSides } from "../onSides";
import type { Row } from "../rows";
import { soon } from "../soon";
import { NodeTree } from "../treeView";
import { emulationsTree } from "./tree";
import { StateWatch } from "./watchState";

/** Looks while it is seen: what is hidden is neither watched nor read. */
export class EmulationsView implements Disposable {
  readonly #editor: Editor;
  readonly #state: StateFolder = stateFolder(process.env);
  readonly #owned = new DisposableStore();
  readonly #tree = this.#owned.add(new NodeTree(viewIds.emulations));
  readonly #read = this.#owned.add(soon(150, () => this.#readNow()));
  #watch: StateWatch | undefined;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#owned.add(this.#tree.view.onDidChangeVisibility(() => this.refresh()));
    this.#owned.add(onSides(editor, () => this.refresh()));
  }

  refresh(): void {
    this.#read.ask();
  }

  get selected(): Row | undefined {
    return this.#tree.view.selection[0];
  }

  dispose(): void {
    this.#watch?.dispose();
    this.#owned.dispose();
  }

  async #readNow(): Promise<void> {
    if (!this.#tree.view.visible) {
      this.#watch?.dispose();
      this.#watch = undefined;
      return;
    }
    try {
      const { listEmulations } = await import("./list");
      await makeStateFolder(this.#state);
      const here = new Set(this.#editor.emulations.all.map(({ id }) => id));
      const { emulations, unsettled } = await listEmulations(this.#state, here);
      this.#watch ??= new StateWatch(this.#state, () => this.refresh());
      this.#watch.follow(unsettled);
      this.#tree.show(emulationsTree({ emulations, now: Date.now() }));
    } catch (error) {
      this.#editor.log.error(`The emulations can't be listed: ${problemOf(error).message}`);
    }
  }
}
