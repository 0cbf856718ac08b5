import { ProgressLocation, ViewColumn, type WebviewPanel, window } from "vscode";
import { matrixPaneType } from "../../contract/ids";
import { matrixPaneState } from "../../contract/matrixPane";
import { stateFolder } from "../../emulation/stateFolder";
import { versionsWorld } from "../../emulation/versionsWorld";
import { choiceOfKept, findKept } from "../../matrix/keep";
import type { MatrixChoice, OpenMatrix } from "../../matrix/openMatrix";
import { type MatrixSession, openSession } from "../../matrix/session";
import { type Disposable, DisposableStore, disposable } from "../../util/disposable";
import { interrupted, problemOf } from "../../util/problem";
import { as } from "../../util/shape";
import type { Editor } from "../context";
import type { LoadPanes } from "../logs/register";
import { toldOf } from "../tell";
import { MatrixPanel } from "./matrixPanel";
import { MatrixRun } from "./matrixRun";

/** All matrices of the window. */
export class MatrixPanels implements Disposable {
  readonly #editor: Editor;
  readonly #logs: LoadPanes;
  readonly #owned = new DisposableStore();
  readonly #panels = new Set<MatrixPanel>();

  constructor(editor: Editor, logs: LoadPanes) {
    [this.#editor, this.#logs] = [editor, logs];
    this.#owned.add(disposable(() => [...this.#panels].map((panel) => panel.dispose())));
  }

  /** A new matrix of a scenario; the one of it that still runs is shown instead. */
  async start(folder: string, scenario: string): Promise<void> {
    const busy = [...this.#panels].find(
      ({ run }) =>
        run.busy && run.session.open.choice.folder === folder && run.session.open.scenario.name === scenario,
    );
    if (busy !== undefined) return busy.panel.reveal();
    const choice: MatrixChoice = { folder, scenario, versions: {}, swap: false, vary: {} };
    const session = await toldOf(folder, lookedUp(scenario, choice));
    if (session === undefined) return;
    const panel = this.#show(
      window.createWebviewPanel(matrixPaneType, "Matrix", ViewColumn.Active, { enableScripts: true }),
      session,
    );
    await toldOf(folder, panel.run.run());
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
      this.#show(panel, await openSession(wish, worldFor(asked.folder, new AbortController().signal)));
    } catch (error) {
      this.#editor.log.warn(`A matrix was not shown again: ${problemOf(error).message}`);
      panel.dispose();
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #show(webview: WebviewPanel, session: MatrixSession): MatrixPanel {
    webview.title = `Matrix: ${session.open.scenario.name}`;
    const panel = new MatrixPanel(
      webview,
      new MatrixRun(session, this.#editor.dist),
      this.#editor,
      this.#logs,
    );
    this.#panels.add(panel);
    webview.onDidDispose(() => {
      this.#panels.delete(panel);
      panel.dispose();
    });
    return panel;
  }
}

const lookedUp = (scenario: string, choice: MatrixChoice): Promise<MatrixSession> =>
  Promise.resolve(
    window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: `Looking up the versions of ${scenario}`,
        cancellable: true,
      },
      (_, token) => {
        const stop = new AbortController();
        token.onCancellationRequested(() => stop.abort());
        const wish = { choice, boundary: false, resume: false, failed: false };
        return openSession(wish, worldFor(choice.folder, stop.signal));
      },
    ),
  );

const worldFor = (folder: string, signal: AbortSignal) => ({
  versions: versionsWorld(folder, process.env),
  matrices: stateFolder(process.env).matrices,
  signal,
  agree: askIfMany,
});

const mostUnasked = 200;

/** Nobody wants ten thousand cells by mistake. */
const askIfMany = async ({ scenario }: OpenMatrix, count: number): Promise<void> => {
  if (count <= mostUnasked) return;
  const run = `Run ${count.toLocaleString("en")} Cells`;
  const pressed = await window.showWarningMessage(
    `The matrix of ${scenario.name} has ${count.toLocaleString("en")} cells.`,
    { modal: true, detail: "Ranges under “matrix” in the scenario file make it smaller." },
    run,
  );
  if (pressed !== run) throw interrupted("The matrix");
};
