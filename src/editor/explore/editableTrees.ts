import { basename } from "node:path";
import { commands, Uri, window } from "vscode";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { Editor } from "../context";
import { givenSubject } from "../views/subjects";
import { sideOf } from "./counterpart";
import { sideFolders } from "./sideFolders";

/**
 * Trees are read-only by `files.readonlyInclude` of our manifest. To lift that for one of them would take a setting of
 * the user's or the workspace's, and leave it there; the editor's own "writeable in session" leaves nothing, but knows
 * only single files. So each file of an allowed tree is made writeable when it is first looked at.
 */
export class EditableTrees implements Disposable {
  readonly #editor: Editor;
  readonly #owned = new DisposableStore();
  readonly #roots = new Set<string>();
  readonly #done = new Set<string>();

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#owned.add(window.onDidChangeActiveTextEditor(() => void this.#open()));
  }

  async allow(argument: unknown): Promise<void> {
    const path = pathOf(argument);
    const side = path === undefined ? undefined : sideOf(path, sideFolders(this.#editor));
    if (side === undefined) {
      await window.showInformationMessage("Open a file of a side's tree first.");
      return;
    }
    this.#roots.add(side.dir);
    await this.#open();
    await window.showInformationMessage(
      `Files of ${side.label} can be edited now, in this window. Edits stay when the emulation stops: the tree is kept, or they are saved as a patch.`,
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #open(): Promise<void> {
    const uri = window.activeTextEditor?.document.uri;
    if (uri?.scheme !== "file" || this.#done.has(uri.fsPath)) return;
    const side = sideOf(uri.fsPath, sideFolders(this.#editor));
    if (side === undefined || !this.#roots.has(side.dir)) return;
    this.#done.add(uri.fsPath);
    this.#editor.log.debug(`${basename(uri.fsPath)} of ${side.label} may be edited in this session`);
    await commands.executeCommand("workbench.action.files.setActiveEditorWriteableInSession");
  }
}

const pathOf = (argument: unknown): string | undefined => {
  const row = givenSubject(argument, "path");
  if (row !== undefined) return row.path;
  const uri = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
  return uri?.scheme === "file" ? uri.fsPath : undefined;
};
