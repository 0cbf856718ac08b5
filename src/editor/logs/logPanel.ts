import { type WebviewPanel, window } from "vscode";
import type { ToPage } from "../../contract/logPane";
import type { LogTarget } from "../../contract/logTarget";
import { storedCauses } from "../../logs/storedCauses";
import type { RootCauses } from "../../logs/types";
import type { LogView } from "../../logs/view";
import { type Disposable, DisposableStore, disposable } from "../../util/disposable";
import { type Problem, problemOf } from "../../util/problem";
import { sleep } from "../../util/time";
import type { Editor } from "../context";
import { fillPage } from "../pages/fillPage";
import { soon } from "../views/soon";
import { openPlace } from "./openPlace";
import { copyLines, openAsText, saveLines } from "./paneActions";
import { type PaneOf, PaneSession } from "./session";
import { type LoggedEmulation, rootsOf } from "./sidesOfLog";
import type { TextSnapshots } from "./textSnapshots";

export interface PanelParts {
  readonly editor: Editor;
  readonly texts: TextSnapshots;
  /** Of the emulation as it is now: its sides may have changed since. */
  readonly known: () => Promise<LoggedEmulation>;
  readonly showMerged: (time: number) => Promise<void>;
}

/** One log pane in the editor area, with the view that it shows. */
export class LogPanel implements Disposable {
  readonly target: LogTarget;
  readonly panel: WebviewPanel;
  readonly #session: PaneSession;
  readonly #owned = new DisposableStore();

  constructor(panel: WebviewPanel, view: LogView, of: PaneOf, parts: PanelParts) {
    this.panel = panel;
    this.target = of.target;
    const session = this.#owned.add(new PaneSession(view, of, paneEditor(panel, view, of, parts)));
    this.#session = session;
    this.#owned.add(this.#keepCauses(view, parts.editor));
    this.#owned.add(panel.webview.onDidReceiveMessage((message: unknown) => void session.hear(message)));
    panel.onDidDispose(() => this.#owned.dispose());
    fillPage(panel.webview, "log", of.title, parts.editor);
  }

  /** What was said since may say why. Looking takes its time, so the more it took the longer it rests. */
  #keepCauses(view: LogView, editor: Editor): Disposable {
    const end = new AbortController();
    const look = async (): Promise<void> => {
      const begun = performance.now();
      try {
        await this.#session.tellCauses();
        await sleep(Math.min(30_000, 20 * (performance.now() - begun)), end.signal);
      } catch (error) {
        if (!end.signal.aborted) editor.log.error(`Root cause lines: ${problemOf(error).message}`);
      }
    };
    const causes = soon(1_000, look);
    const growing = view.onGrow(() => {
      if (this.panel.visible) causes.ask();
    });
    return disposable(() => {
      end.abort();
      growing.dispose();
      causes.dispose();
    });
  }

  onEnd(tell: () => void): void {
    this.#owned.add(disposable(tell));
  }

  reveal(): void {
    this.panel.reveal();
  }

  async goTo(time: number): Promise<void> {
    this.reveal();
    await this.#session.goTo(time);
  }

  post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }

  dispose(): void {
    this.panel.dispose();
    this.#owned.dispose();
  }
}

const paneEditor = (
  { webview }: WebviewPanel,
  whole: LogView,
  { title }: PaneOf,
  { editor, texts, known, showMerged }: PanelParts,
): ConstructorParameters<typeof PaneSession>[2] => ({
  post: (message) => void webview.postMessage(message),
  open: async (place) => openPlace(place, rootsOf(await known(), place.side, place.service)),
  copy: copyLines,
  save: (view) => saveLines(view, title),
  asText: (view) => openAsText(view, title, texts),
  merged: showMerged,
  causes: async () => causesOf(whole, await known()),
  failed: (error) => tell(editor, error),
});

const causesOf = async (view: LogView, { folder, record }: LoggedEmulation): Promise<RootCauses> =>
  record === undefined ? { lines: [], silent: [] } : await storedCauses({ view, folder, record });

const tell = (editor: Editor, error: unknown): void => {
  const { message, hint }: Problem = problemOf(error);
  editor.log.error(`A log pane: ${message}`);
  void window.showErrorMessage([message, hint].filter(Boolean).join(". "));
};
