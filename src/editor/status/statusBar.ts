import { StatusBarAlignment, type StatusBarItem, window } from "vscode";
import { emulateCommandIds } from "../../contract/ids";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { Editor } from "../context";
import { EditedScenarios } from "./editedScenarios";
import { statusText } from "./statusText";

/** What runs now, how long, and by a click all that one can do about it; its clock stands still unseen. */
export class StatusBar implements Disposable {
  readonly #editor: Editor;
  readonly #owned = new DisposableStore();
  readonly #item: StatusBarItem;
  readonly #edited: EditedScenarios;
  #clock: NodeJS.Timeout | undefined;

  constructor(editor: Editor) {
    this.#editor = editor;
    this.#item = this.#owned.add(
      window.createStatusBarItem("backcompat.status", StatusBarAlignment.Left, 100),
    );
    this.#item.name = "Backcompat: Emulation";
    this.#item.command = emulateCommandIds.menu;
    this.#edited = this.#owned.add(new EditedScenarios(editor.emulations));
    this.#owned.add(this.#edited.onChange(() => this.#show()));
    this.#owned.add(editor.emulations.onChange(() => this.#show()));
    this.#owned.add(window.onDidChangeWindowState(() => this.#show()));
    this.#owned.add({ dispose: () => clearInterval(this.#clock) });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #show(): void {
    const running = this.#editor.emulations.all.map(({ id, record, run }) => ({
      record,
      edited: this.#edited.has(id),
      paused: run.pause.paused,
    }));
    const status = statusText(running, Date.now());
    this.#tick(status !== undefined && window.state.focused);
    if (status === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = status.text;
    this.#item.tooltip = status.tooltip;
    this.#item.accessibilityInformation = { label: status.spoken, role: "button" };
    this.#item.show();
  }

  #tick(visible: boolean): void {
    clearInterval(this.#clock);
    this.#clock = visible ? setTimeout(() => this.#show(), 1000) : undefined;
  }
}
