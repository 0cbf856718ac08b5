import { ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import { logPaneType, settingIds } from "../../contract/ids";
import { paneState } from "../../contract/logPane";
import { type LogTarget, logTarget } from "../../contract/logTarget";
import { emulationFolder } from "../../emulation/emulationFolder";
import { readRecord } from "../../emulation/record";
import { stateFolder } from "../../emulation/stateFolder";
import { openLogs } from "../../logs/openLogs";
import { planOf } from "../../logs/sources";
import { type Disposable, DisposableStore, disposable } from "../../util/disposable";
import { inputFailure, problemOf } from "../../util/problem";
import { as } from "../../util/shape";
import type { Editor } from "../context";
import { LogPanel } from "./logPanel";
import { titleOf } from "./paneTitle";
import type { LoggedEmulation } from "./sidesOfLog";
import { TextSnapshots } from "./textSnapshots";

/** All log panes of the window: one for what is shown, however often it is asked for. */
export class LogPanes implements Disposable {
  readonly #editor: Editor;
  readonly #owned = new DisposableStore();
  readonly #texts = this.#owned.add(new TextSnapshots());
  readonly #panes = new Map<string, LogPanel>();

  constructor(editor: Editor) {
    this.#editor = editor;
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
    try {
      const known = await knownOf(target);
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
        known: () => knownOf(target),
        showMerged: (at) => this.show({ emulation: target.emulation, services: undefined }, at),
      });
      this.#panes.set(key, pane);
      pane.onEnd(() => this.#panes.delete(key));
    } catch (error) {
      panel.dispose();
      const { message, hint } = problemOf(error);
      this.#editor.log.error(`A log pane: ${message}`);
      await window.showErrorMessage([message, hint].filter(Boolean).join(". "));
    }
  }
}

const setting = (id: string, otherwise: boolean): boolean => workspace.getConfiguration().get(id, otherwise);

const keyOf = ({ emulation, services }: LogTarget): string =>
  JSON.stringify([emulation, services === undefined ? [] : [...services].sort()]);

const knownOf = async ({ emulation }: LogTarget): Promise<LoggedEmulation> => {
  const state = stateFolder(process.env);
  const folder = emulationFolder(state, emulation);
  const [record, plan] = await Promise.all([readRecord(state, emulation), planOf(folder)]);
  if (record === undefined && plan === undefined)
    throw inputFailure("no-such-emulation", `The logs of emulation ${emulation} are not there any more`);
  return { folder, record, plan };
};
