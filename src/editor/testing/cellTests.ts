import {
  type CancellationToken,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  TestRunProfileKind,
  type TestRunRequest,
  Uri,
  workspace,
} from "vscode";
import { causeLines, whyOf } from "../../matrix/reports/words";
import type { Cell, CellResult } from "../../matrix/types";
import { scenarioFile } from "../../scenario/fileNames";
import { loadScenarios } from "../../scenario/load";
import { type Disposable, DisposableStore } from "../../util/disposable";
import { problemOf } from "../../util/problem";
import type { Editor } from "../context";
import { debugCell } from "../matrix/actions";
import { askIfMany } from "../matrix/matrixPanels";
import type { MatrixRun } from "../matrix/matrixRun";
import type { MatrixRuns } from "../matrix/matrixRuns";
import { toldOf } from "../tell";
import { groupsOf, outcomeOf } from "./cellTree";

interface Place {
  readonly folder: string;
  readonly scenario: string;
}

/** Scenario → version → cell → check, in step with the grid of the same matrix. */
export class CellTests implements Disposable {
  readonly #controller: TestController;
  readonly #editor: Editor;
  readonly #runs: MatrixRuns;
  readonly #owned = new DisposableStore();
  readonly #places = new WeakMap<TestItem, Place>();
  readonly #cells = new WeakMap<TestItem, Cell>();

  constructor(editor: Editor, controller: TestController, runs: MatrixRuns) {
    [this.#editor, this.#controller, this.#runs] = [editor, controller, runs];
    const profile = (
      name: string,
      kind: TestRunProfileKind,
      work: (asked: TestRunRequest, token: CancellationToken) => Promise<void>,
    ) => this.#owned.add(controller.createRunProfile(name, kind, work, kind === TestRunProfileKind.Run));
    profile("Run Cells", TestRunProfileKind.Run, (asked, token) => this.#run(asked, token));
    profile("Debug Cell", TestRunProfileKind.Debug, (asked) => this.#debug(asked));
    this.#owned.add(runs.changes.on((run) => this.#mirror(run)));
  }

  async resolve(item: TestItem | undefined): Promise<void> {
    if (item === undefined) {
      await this.refresh();
      return;
    }
    const place = this.#places.get(item);
    if (place === undefined || !workspace.isTrusted) return;
    item.busy = true;
    try {
      this.#grow(item, place, await this.#runOf(place));
    } catch (error) {
      item.error = problemOf(error).message;
    } finally {
      item.busy = false;
    }
  }

  /** The scenarios of all folders, as their files say now. */
  async refresh(): Promise<void> {
    const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
    const found = await Promise.all(folders.map((folder) => scenariosOf(folder)));
    this.#controller.items.replace(found.flat().map((place) => this.#scenarioItem(place)));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #scenarioItem(place: Place): TestItem {
    const { folder, scenario } = place;
    const id = `${folder}#${scenario}`;
    const item = this.#controller.createTestItem(id, scenario, Uri.joinPath(Uri.file(folder), scenarioFile));
    item.canResolveChildren = true;
    this.#places.set(item, place);
    return item;
  }

  async #runOf({ folder, scenario }: Place): Promise<MatrixRun> {
    const known = this.#runs.of(folder, scenario);
    return known ?? (await this.#runs.open(folder, scenario, new AbortController().signal, () => undefined));
  }

  #grow(item: TestItem, place: Place, { session }: MatrixRun): void {
    const groups = groupsOf(session.open.axes);
    const itemsOf = (under: string, cells: (typeof groups)[number]["cells"]): TestItem[] =>
      cells.map(({ cell, label }) => {
        const made = this.#controller.createTestItem(`${under}/${cell.id}`, label);
        this.#cells.set(made, cell);
        this.#places.set(made, place);
        return made;
      });
    const [only] = groups;
    if (groups.length === 1 && only?.id === "") {
      item.children.replace(itemsOf(item.id, only.cells));
      return;
    }
    item.children.replace(
      groups.map(({ id, label, cells }) => {
        const group = this.#controller.createTestItem(`${item.id}/${id}`, label);
        this.#places.set(group, place);
        group.children.replace(itemsOf(group.id, cells));
        return group;
      }),
    );
  }

  async #run(asked: TestRunRequest, token: CancellationToken): Promise<void> {
    const roots = asked.include ?? [...this.#controller.items].map(([, item]) => item);
    const byPlace = new Map<string, { place: Place; items: TestItem[] }>();
    for (const item of roots) {
      const place = this.#places.get(item);
      if (place === undefined) continue;
      if (item.children.size === 0 && !this.#cells.has(item)) await this.resolve(item);
      const key = `${place.folder}#${place.scenario}`;
      const entry = byPlace.get(key) ?? { place, items: [] };
      entry.items.push(...leavesOf(item, (one) => this.#cells.has(one)));
      byPlace.set(key, entry);
    }
    for (const { place, items } of byPlace.values()) {
      const excluded = new Set((asked.exclude ?? []).flatMap((item) => leavesOf(item, () => true)));
      await this.#runCells(
        place,
        items.filter((item) => !excluded.has(item)),
        asked,
        token,
      );
    }
  }

  async #runCells(
    place: Place,
    items: readonly TestItem[],
    asked: TestRunRequest,
    token: CancellationToken,
  ): Promise<void> {
    const cells = items.flatMap((item) => this.#cells.get(item) ?? []);
    const run = await toldOf(place.folder, this.#runOf(place));
    if (run === undefined || cells.length === 0) return;
    if (
      (await toldOf(
        place.folder,
        Promise.resolve(askIfMany(run.session.open, cells.length)).then(() => true),
      )) !== true
    )
      return;
    const shown = this.#controller.createTestRun(asked, place.scenario);
    const stopping = token.onCancellationRequested(() => run.stop());
    const known = new Set(items.map((item) => this.#cells.get(item)?.id));
    const watching = run.progressed.on(({ running }) => {
      for (const item of items) if (running.includes(this.#cells.get(item)?.id ?? "")) shown.started(item);
    });
    const judged = run.changes.on((changed) => {
      for (const cell of changed)
        if (known.has(cell.id)) this.#show(shown, items, cell, run.results.get(cell.id));
    });
    try {
      await toldOf(place.folder, run.again(cells));
    } finally {
      for (const one of [stopping, watching, judged]) one.dispose();
      shown.end();
    }
  }

  #show(shown: TestRun, items: readonly TestItem[], { id }: Cell, result: CellResult | undefined): void {
    const item = items.find((one) => this.#cells.get(one)?.id === id);
    if (item === undefined || result === undefined) return;
    this.#showChecks(shown, item, result);
    const outcome = outcomeOf(result, causeLines(result), whyOf(result));
    const ms = result.seconds * 1000;
    if (outcome.kind === "passed") shown.passed(item, ms);
    else if (outcome.kind === "skipped") shown.skipped(item);
    else if (outcome.kind === "failed") shown.failed(item, new TestMessage(outcome.text || "red"), ms);
    else shown.errored(item, new TestMessage(outcome.text), ms);
    shown.appendOutput(`${id}: ${result.verdict}\r\n${outcomeText(outcome)}`, undefined, item);
  }

  #showChecks(shown: TestRun, item: TestItem, { checks }: CellResult): void {
    item.children.replace(
      checks.map(({ name }) => this.#controller.createTestItem(`${item.id}/${name}`, name)),
    );
    for (const { name, verdict, why = "red", seconds } of checks) {
      const check = item.children.get(`${item.id}/${name}`);
      if (check === undefined) continue;
      if (verdict === "green") shown.passed(check, seconds * 1000);
      else shown.failed(check, new TestMessage(why), seconds * 1000);
    }
  }

  async #debug({ include = [] }: TestRunRequest): Promise<void> {
    const item = include.find((one) => this.#cells.has(one));
    const [cell, place] = item ? [this.#cells.get(item), this.#places.get(item)] : [];
    if (cell === undefined || place === undefined) return;
    await toldOf(
      place.folder,
      this.#runOf(place).then((run) => debugCell(run, cell.id)),
    );
  }

  /** What the grid runs is seen here, too. */
  #mirror(run: MatrixRun): void {
    const { choice, scenario } = run.session.open;
    const item = this.#controller.items.get(`${choice.folder}#${scenario.name}`);
    if (item !== undefined) this.#grow(item, { folder: choice.folder, scenario: scenario.name }, run);
    this.#editor.log.debug(`The test explorer follows the matrix of ${scenario.name}`);
  }
}

const scenariosOf = async (folder: string): Promise<readonly Place[]> => {
  const loaded = await loadScenarios({ folder }).catch(() => undefined);
  return (loaded?.names ?? []).map((scenario) => ({ folder, scenario }));
};

const leavesOf = (item: TestItem, isLeaf: (item: TestItem) => boolean): TestItem[] =>
  isLeaf(item) ? [item] : [...item.children].flatMap(([, child]) => leavesOf(child, isLeaf));

const outcomeText = (outcome: ReturnType<typeof outcomeOf>): string =>
  outcome.kind === "skipped" ? "" : `${outcome.text.replaceAll("\n", "\r\n")}\r\n`;
