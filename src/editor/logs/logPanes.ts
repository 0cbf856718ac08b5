import { ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import { logPaneType, settingIds } from "../../contract/ids";
import { paneState } from "../../contract/logPane";
import { type LogTarget, logTarget } from "../../contract/logTarget";
import { openLogs } from "../../logs/openLogs";
import { type Disposable, DisposableStore, disposable } from "../../util/disposable";
import { problemOf } from "../../util/problem";
import { as } from "../../util/shape";
import type { Editor } from "../context";
import { knownOf } from "./knownOf";
import { LogPanel } from "./logPanel";
import { titleOf } from "./paneTitle";
import { TextSnapshots } from "./textSnapshots";

/** Has the lines of a store written while somebody looks at it, where that is ours to do. */
export type Records = (store: string) => Promise<Disposable>;

/** All log panes of the window: one for what is shown, however often it is asked for. */
export class LogPanes implements Disposable {
  readonly #editor: Editor;
  readonly #records: Records;
  readonly #owned = new DisposableStore();
  readonly #texts = this.#owned.add(new TextSnapshots());
  readonly #panes = new Map<string, LogPanel>();

  constructor(editor: Editor, records: Records) {
    this.#editor = editor;
    this.#records = records;
    this.#owned.add(disposable(() => [...this.#panes.values()].map((pane) => pane.dispose())));
  }

  /** Opens the pane, or goes to it; `time` is a moment to stand at. */
  async show(target: LogTarget, time?: number): Promise<void> {
    const known = this.#panes.get(keyOf(target));
    if (known === undefined) await this.#fill(this.#makePanel(), target, time);
    else if (time === undefined) known.reveal();
    else await known.goTo(time);
  }

  /** The window was loaded again: its panes come back with what they showed. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    const target = as(logTarget, as(paneState, state)?.target);
    if (target === undefined || this.#panes.has(keyOf(target))) panel.dispose();
    else await this.#fill(panel, target, undefined);
  }

  /** Puts the cursor into the search of the pane that one looks at. */
  search(): void {
    for (const pane of this.#panes.values()) if (pane.panel.active) pane.post({ kind: "search" });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #makePanel(): WebviewPanel {
    const options = { enableScripts: true, retainContextWhenHidden: false };
    return window.createWebviewPanel(logPaneType, "Log", ViewColumn.Active, options);
  }

  async #fill(panel: WebviewPanel, target: LogTarget, time: number | undefined): Promise<void> {
    const key = keyOf(target);
    const owned = new DisposableStore();
    try {
      if ("store" in target) owned.add(await this.#records(target.store));
      const known = await knownOf(target, this.#editor.emulations);
      const title = titleOf(target, known.record);
      panel.title = title;
      const view = await openLogs(known.folder, { follow: true });
      const look = {
        wrap: setting(settingIds.wordWrap, false),
        folded: setting(settingIds.foldRecords, true),
      };
      const of = { target, title, look, ...(time === undefined ? {} : { time }) };
      const pane = new LogPanel(panel, view, of, {
        editor: this.#editor,
        texts: this.#texts,
        known: () => knownOf(target, this.#editor.emulations),
        showMerged: (at) => this.show(allOf(target), at),
      });
      this.#panes.set(key, pane);
      pane.onEnd(() => {
        this.#panes.delete(key);
        owned.dispose();
      });
    } catch (error) {
      owned.dispose();
      panel.dispose();
      const { message, hint } = problemOf(error);
      this.#editor.log.error(`A log pane: ${message}`);
      await window.showErrorMessage([message, hint].filter(Boolean).join(". "));
    }
  }
}

const setting = (id: string, otherwise: boolean): boolean => workspace.getConfiguration().get(id, otherwise);

const keyOf = (target: LogTarget): string =>
  JSON.stringify([
    "store" in target ? target.store : target.emulation,
    target.services === undefined ? [] : [...target.services].sort(),
  ]);

const allOf = (target: LogTarget): LogTarget => ({ ...target, services: undefined });
