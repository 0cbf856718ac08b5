import { ProgressLocation, ViewColumn, type WebviewPanel, window } from "vscode";
import { matrixPaneType } from "../../contract/ids";
import { matrixPaneState } from "../../contract/matrixPane";
import { stateFolder } from "../../emulation/stateFolder";
import { choiceOfKept, findKept } from "../../matrix/keep";
import type { OpenMatrix } from "../../matrix/openMatrix";
import { openSession } from "../../matrix/session";
import { type Disposable, DisposableStore, disposable } from "../../util/disposable";
import { interrupted, problemOf } from "../../util/problem";
import { as } from "../../util/shape";
import type { Editor } from "../context";
import type { LoadPanes } from "../logs/register";
import { toldOf } from "../tell";
import { MatrixPanel } from "./matrixPanel";
import { MatrixRun } from "./matrixRun";
import { type MatrixRuns, matrixWorld } from "./matrixRuns";

/** All matrices of the window. */
export class MatrixPanels implements Disposable {
  readonly #editor: Editor;
  readonly #logs: LoadPanes;
  readonly #runs: MatrixRuns;
  readonly #owned = new DisposableStore();
  readonly #panels = new Set<MatrixPanel>();

  constructor(editor: Editor, logs: LoadPanes, runs: MatrixRuns) {
    [this.#editor, this.#logs, this.#runs] = [editor, logs, runs];
    this.#owned.add(disposable(() => [...this.#panels].map((panel) => panel.dispose())));
  }

  /** A new matrix of a scenario; the one of it that still runs is shown instead. */
  async start(folder: string, scenario: string): Promise<void> {
    const known = this.#runs.of(folder, scenario);
    if (known?.busy) {
      this.#reveal(known);
      return;
    }
    const run = await toldOf(folder, this.#lookedUp(folder, scenario));
    if (run === undefined) return;
    await toldOf(folder, this.#reveal(run).begin());
  }

  /** The window was loaded again: what was found is there, and the rest can be gone on with. */
  async restore(panel: WebviewPanel, state: unknown): Promise<void> {
    try {
      const id = as(matrixPaneState, state)?.matrix;
      const { asked } = await findKept(stateFolder(process.env).matrices, { id: id ?? "", workspace: "" });
      const wish = {
        choice: choiceOfKept(asked),
        boundary: false,
        resume: true,
        failed: false,
        id: asked.id,
      };
      const world = matrixWorld(asked.folder, new AbortController().signal, askIfMany);
      this.#show(panel, this.#runs.add(new MatrixRun(await openSession(wish, world), this.#editor.dist)));
    } catch (error) {
      this.#editor.log.warn(`A matrix was not shown again: ${problemOf(error).message}`);
      panel.dispose();
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #reveal(run: MatrixRun): MatrixPanel {
    const there = [...this.#panels].find((panel) => panel.run === run);
    there?.panel.reveal();
    return there ?? this.#show(newPanel(), run);
  }

  #show(webview: WebviewPanel, run: MatrixRun): MatrixPanel {
    webview.title = `Matrix: ${run.session.open.scenario.name}`;
    const panel = new MatrixPanel(webview, run, this.#editor, this.#logs);
    this.#panels.add(panel);
    webview.onDidDispose(() => {
      this.#panels.delete(panel);
      panel.dispose();
    });
    return panel;
  }

  async #lookedUp(folder: string, scenario: string): Promise<MatrixRun> {
    return await window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: `Looking up the versions of ${scenario}`,
        cancellable: true,
      },
      (_, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        return this.#runs.open(folder, scenario, stop.signal, askIfMany);
      },
    );
  }
}

const newPanel = (): WebviewPanel =>
  window.createWebviewPanel(matrixPaneType, "Matrix", ViewColumn.Active, { enableScripts: true });

const mostUnasked = 200;

/** Nobody wants ten thousand cells by mistake. */
export const askIfMany = async ({ scenario }: OpenMatrix, count: number): Promise<void> => {
  if (count <= mostUnasked) return;
  const run = `Run ${count.toLocaleString("en")} Cells`;
  const pressed = await window.showWarningMessage(
    `The matrix of ${scenario.name} has ${count.toLocaleString("en")} cells.`,
    { modal: true, detail: "Ranges under “matrix” in the scenario file make it smaller." },
    run,
  );
  if (pressed !== run) throw interrupted("The matrix");
};
