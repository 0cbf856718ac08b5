import { type WebviewPanel, window } from "vscode";
import { type FromMatrixPage, fromMatrixPage, type ToMatrixPage } from "../../contract/matrixPane";
import { emulationFolder } from "../../emulation/emulationFolder";
import { readRecord } from "../../emulation/record";
import { stateFolder } from "../../emulation/stateFolder";
import { planOf } from "../../logs/sources";
import { cellsOf } from "../../matrix/cells";
import { failed } from "../../matrix/session";
import type { Cell } from "../../matrix/types";
import { type Disposable, DisposableStore } from "../../util/disposable";
import { problemOf } from "../../util/problem";
import { as } from "../../util/shape";
import type { Editor } from "../context";
import { openPlace } from "../logs/openPlace";
import type { LoadPanes } from "../logs/register";
import { rootsOf } from "../logs/sidesOfLog";
import { fillPage } from "../pages/fillPage";
import { bisectFrom, debugCell, logsOfCell, saveReport } from "./actions";
import { axesOfPage, cellOfPage } from "./cellText";
import type { MatrixRun } from "./matrixRun";

/** The grid of one matrix in the editor area. */
export class MatrixPanel implements Disposable {
  readonly run: MatrixRun;
  readonly panel: WebviewPanel;
  readonly #editor: Editor;
  readonly #logs: LoadPanes;
  readonly #owned = new DisposableStore();
  readonly #closed = new AbortController();

  constructor(panel: WebviewPanel, run: MatrixRun, editor: Editor, logs: LoadPanes) {
    [this.panel, this.run, this.#editor, this.#logs] = [panel, run, editor, logs];
    this.#owned.add(run.changes.on((cells) => this.#tellCells(cells)));
    this.#owned.add(run.progressed.on((progress) => this.#post(progress)));
    this.#owned.add(panel.webview.onDidReceiveMessage((message: unknown) => this.#hear(message)));
    fillPage(panel.webview, "matrix", this.#title, editor);
  }

  get #title(): string {
    const { scenario, axes } = this.run.session.open;
    return `${scenario.name}: ${axes.map(({ name }) => name).join(" × ")}`;
  }

  /** What has no verdict yet; ends with the page, as what was asked for on it does. */
  begin(): Promise<void> {
    return this.run.run(this.#closed.signal);
  }

  /** What the test explorer asked for goes on. */
  dispose(): void {
    this.#closed.abort();
    this.#owned.dispose();
  }

  #post(message: ToMatrixPage): void {
    void this.panel.webview.postMessage(message);
  }

  #tellCells(cells: readonly Cell[]): void {
    const known = cells.flatMap((cell) => {
      const result = this.run.results.get(cell.id);
      return result === undefined ? [] : [cellOfPage(cell, result)];
    });
    this.#post({ kind: "cells", cells: known });
  }

  #hear(message: unknown): void {
    const heard = as(fromMatrixPage, message);
    if (heard === undefined) return;
    this.#answer(heard).catch((error: unknown) => {
      const { message: text, hint } = problemOf(error);
      this.#editor.log.error(`The matrix ${this.#title}: ${text}`);
      void window.showErrorMessage([text, hint].filter(Boolean).join(". "));
    });
  }

  async #answer(heard: FromMatrixPage): Promise<void> {
    const { run } = this;
    switch (heard.kind) {
      case "ready":
        return this.#tellAll();
      case "debug":
        return await debugCell(run, heard.id);
      case "again":
        return await this.#again(({ id }) => id === heard.id);
      case "logs":
        return await logsOfCell(run, heard.id, this.#logs);
      case "bisect":
        return bisectFrom(this.#editor, run, heard.id, heard.axis);
      case "open":
        return await this.#open(heard.id, heard.cause);
      case "stop":
        return run.stop();
      case "resume":
        return await this.begin();
      case "failed":
        return await this.#again(({ id }) => failed.has(run.results.get(id)?.verdict ?? "green"));
      case "report":
        return await saveReport(run);
    }
  }

  async #again(which: (cell: Cell) => boolean): Promise<void> {
    await this.run.again(cellsOf(this.run.session.open.axes).filter(which), this.#closed.signal);
  }

  #tellAll(): void {
    const { session } = this.run;
    this.#post({
      kind: "opened",
      matrix: session.keeping.id,
      title: this.#title,
      axes: axesOfPage(session.open),
    });
    this.#tellCells(cellsOf(session.open.axes));
    this.#post(this.run.progress());
  }

  /** The place that a line names, in the tree of the side that said it. */
  async #open(id: string, at: number): Promise<void> {
    const result = this.run.results.get(id);
    const cause = result?.rootCauseLines[at];
    if (result?.emulation === undefined || cause?.file === undefined) return;
    const state = stateFolder(process.env);
    const folder = emulationFolder(state, result.emulation);
    const [record, plan] = await Promise.all([readRecord(state, result.emulation), planOf(folder)]);
    const { side, service, file, line = 1 } = cause;
    await openPlace(
      { side, service, file, line, column: undefined },
      rootsOf({ folder, record, plan }, side, service),
    );
  }
}
