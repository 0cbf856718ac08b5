import { commands, type TreeView, window, workspace } from "vscode";
import { contextKeys, viewIds } from "../../contract/ids";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { Editor } from "../context";
import { runningOf } from "../views/commands/services";
import { onSides } from "../views/onSides";
import { theSubject } from "../views/subjects";
import { sideFolders } from "./sideFolders";
import { SideTree, type TreeEntry } from "./sideTree";

/** Shows the files of one side at a time, as long as its emulation runs. */
export class Explorer implements Disposable {
  readonly #editor: Editor;
  readonly #owned = new DisposableStore();
  readonly #tree = this.#owned.add(new SideTree());
  readonly #view: TreeView<TreeEntry>;
  #shown: { readonly emulation: string; readonly side: string } | undefined;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#view = this.#owned.add(
      window.createTreeView(viewIds.explore, { treeDataProvider: this.#tree, showCollapseAll: true }),
    );
    // A changed version is another tree.
    this.#owned.add(onSides(editor, () => void this.#update()));
    this.#owned.add(
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("files.exclude")) this.#tree.refresh();
      }),
    );
  }

  async explore(argument: unknown): Promise<void> {
    const subject = await theSubject(argument, "side", this.#editor, "Explore the files of which side?");
    const emulation = subject && (await runningOf(this.#editor, subject));
    if (subject === undefined || emulation === undefined) return;
    if (!emulation.run.values.sides.has(subject.side)) {
      await window.showInformationMessage(`The files of ${subject.side} are not there yet.`);
      return;
    }
    this.#shown = subject;
    await this.#update();
    await commands.executeCommand(`${viewIds.explore}.focus`);
  }

  async close(): Promise<void> {
    this.#shown = undefined;
    await this.#update();
  }

  refresh(): void {
    this.#tree.refresh();
  }

  /** The folder that is shown, for what is asked without a row. */
  get root(): string | undefined {
    return this.#tree.root;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #update(): Promise<void> {
    const shown = this.#shown;
    const folder = sideFolders(this.#editor).find(
      ({ emulation, side }) => emulation === shown?.emulation && side === shown.side,
    );
    if (folder?.dir !== this.#tree.root) this.#tree.show(folder?.dir);
    // The title itself would be written with capitals that a side's name doesn't have.
    this.#view.description = folder?.label ?? "";
    await commands.executeCommand("setContext", contextKeys.exploring, folder !== undefined);
  }
}
