import { type TestController, type TestItem, TestMessage, type TestRun } from "vscode";
import { causeLines, whyOf } from "../../matrix/reports/words";
import type { Cell, CellResult } from "../../matrix/types";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { MatrixRun } from "../matrix/matrixRun";
import { type Outcome, outcomeOf } from "./cellTree";

/** The items of cells, by their ids. */
export type CellItems = ReadonlyMap<string, TestItem>;

/** What a matrix finds, as one run of the test explorer; it ends when this is disposed. */
export class ShownRun implements Disposable {
  readonly #controller: TestController;
  readonly #shown: TestRun;
  readonly #items: CellItems;
  readonly #started = new Set<string>();
  readonly #owned = new DisposableStore();

  constructor(controller: TestController, shown: TestRun, items: CellItems, run: MatrixRun) {
    [this.#controller, this.#shown, this.#items] = [controller, shown, items];
    this.#owned.add(run.progressed.on(({ running }) => this.#begin(running)));
    this.#owned.add(run.changes.on((cells) => this.judged(cells, run.results)));
  }

  judged(cells: Iterable<Pick<Cell, "id">>, results: ReadonlyMap<string, CellResult>): void {
    for (const { id } of cells) {
      const [item, result] = [this.#items.get(id), results.get(id)];
      this.#started.delete(id);
      if (item !== undefined && result !== undefined) this.#show(item, id, result);
    }
  }

  dispose(): void {
    this.#owned.dispose();
    this.#shown.end();
  }

  #begin(running: readonly string[]): void {
    for (const id of running) {
      const item = this.#items.get(id);
      if (item === undefined || this.#started.has(id)) continue;
      this.#started.add(id);
      this.#shown.started(item);
    }
  }

  #show(item: TestItem, id: string, result: CellResult): void {
    this.#showChecks(item, result);
    const outcome = outcomeOf(result, causeLines(result), whyOf(result));
    const ms = result.seconds * 1000;
    if (outcome.kind === "passed") this.#shown.passed(item, ms);
    else if (outcome.kind === "skipped") this.#shown.skipped(item);
    else if (outcome.kind === "failed") this.#shown.failed(item, new TestMessage(outcome.text || "red"), ms);
    else this.#shown.errored(item, new TestMessage(outcome.text), ms);
    this.#shown.appendOutput(`${id}: ${result.verdict}\r\n${textOf(outcome)}`, undefined, item);
  }

  #showChecks(item: TestItem, { checks }: CellResult): void {
    item.children.replace(
      checks.map(({ name }) => this.#controller.createTestItem(`${item.id}/${name}`, name)),
    );
    for (const { name, verdict, why = "red", seconds } of checks) {
      const check = item.children.get(`${item.id}/${name}`);
      if (check === undefined) continue;
      if (verdict === "green") this.#shown.passed(check, seconds * 1000);
      else this.#shown.failed(check, new TestMessage(why), seconds * 1000);
    }
  }
}

const textOf = (outcome: Outcome): string =>
  outcome.kind === "skipped" ? "" : `${outcome.text.replaceAll("\n", "\r\n")}\r\n`;
