import {
  type CancellationToken,
  type TestController,
  type TestItem,
  TestRunProfileKind,
  TestRunRequest,
  Uri,
  workspace,
} from "vscode";
import { sizeOf } from "../../matrix/cells";
import type { OpenMatrix } from "../../matrix/openMatrix";
import type { Cell } from "../../matrix/types";
import { scenarioFile } from "../../scenario/fileNames";
import { type Disposable, DisposableStore, disposable } from "../../util/disposable";
import { inputFailure, problemOf } from "../../util/problem";
import { debugCell } from "../matrix/actions";
import { askIfMany } from "../matrix/matrixPanels";
import type { MatrixRun } from "../matrix/matrixRun";
import type { MatrixRuns } from "../matrix/matrixRuns";
import { toldOf } from "../tell";
import { groupsOf } from "./cellTree";
import { keyOf, type Place, placesIn } from "./places";
import { type CellItems, ShownRun } from "./shownRun";

/** Scenario → version → cell → check, in step with the grid of the same matrix. */
export class CellTests implements Disposable {
  readonly #controller: TestController;
  readonly #runs: MatrixRuns;
  readonly #owned = new DisposableStore();
  readonly #places = new WeakMap<TestItem, Place>();
  readonly #cells = new WeakMap<TestItem, Cell>();
  readonly #items = new Map<string, CellItems>();
  readonly #following = new Map<string, Disposable>();
  /** Matrices whose verdicts are being shown already, as what was asked for here. */
  readonly #own = new Set<MatrixRun>();

  constructor(controller: TestController, runs: MatrixRuns) {
    [this.#controller, this.#runs] = [controller, runs];
    const profile = (
      name: string,
      kind: TestRunProfileKind,
      work: (asked: TestRunRequest, token: CancellationToken) => Promise<void>,
    ) => this.#owned.add(controller.createRunProfile(name, kind, work, kind === TestRunProfileKind.Run));
    profile("Run Cells", TestRunProfileKind.Run, (asked, token) => this.#run(asked, token));
    profile("Debug Cell", TestRunProfileKind.Debug, (asked) => this.#debug(asked));
    this.#owned.add(runs.changes.on((run) => this.#grow(run)));
    this.#owned.add(disposable(() => [...this.#following.values()].map((one) => one.dispose())));
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
      this.#grow(await this.#runOf(place));
      item.error = undefined;
    } catch (error) {
      item.error = problemOf(error).message;
    } finally {
      item.busy = false;
    }
  }

  /** The scenarios of all folders, as their files say now. */
  async refresh(): Promise<void> {
    const folders = workspace.workspaceFolders ?? [];
    const found = await Promise.all(
      folders.map(async ({ uri, name }) => {
        const { places, why } = await placesIn(uri.fsPath);
        const description = folders.length > 1 ? name : undefined;
        const items = places.map((place) => this.#scenarioItem(place, description));
        return why === undefined ? items : [...items, this.#unreadable(uri, name, why)];
      }),
    );
    this.#controller.items.replace(found.flat());
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #scenarioItem(place: Place, description: string | undefined): TestItem {
    const at = Uri.joinPath(Uri.file(place.folder), scenarioFile);
    const item = this.#controller.createTestItem(keyOf(place), place.scenario, at);
    item.canResolveChildren = true;
    if (description !== undefined) item.description = description;
    this.#places.set(item, place);
    return item;
  }

  #unreadable(folder: Uri, name: string, why: string): TestItem {
    const item = this.#controller.createTestItem(folder.fsPath, name, Uri.joinPath(folder, scenarioFile));
    item.error = why;
    return item;
  }

  async #runOf({ folder, scenario }: Place): Promise<MatrixRun> {
    const known = this.#runs.of(folder, scenario);
    return known ?? (await this.#runs.open(folder, scenario, new AbortController().signal, fewEnough));
  }

  /** The cells of the newest matrix of a scenario; what it found and finds is shown with them. */
  #grow(run: MatrixRun): void {
    const { choice, scenario, axes } = run.session.open;
    const place = { folder: choice.folder, scenario: scenario.name };
    const item = this.#controller.items.get(keyOf(place));
    if (item === undefined) return;
    const items = new Map<string, TestItem>();
    const itemsOf = (under: string, cells: ReturnType<typeof groupsOf>[number]["cells"]): TestItem[] =>
      cells.map(({ cell, label }) => {
        const made = this.#controller.createTestItem(`${under}/${cell.id}`, label);
        this.#cells.set(made, cell);
        this.#places.set(made, place);
        items.set(cell.id, made);
        return made;
      });
    const children = groupsOf(axes).flatMap(({ id, label, cells }) => {
      if (id === "") return itemsOf(item.id, cells);
      const group = this.#controller.createTestItem(`${item.id}/${id}`, label);
      this.#places.set(group, place);
      group.children.replace(itemsOf(group.id, cells));
      return [group];
    });
    item.children.replace(children);
    this.#items.set(keyOf(place), items);
    this.#follow(run, place, items);
  }

  /** What the grid runs is seen here, too, and what was found before. */
  #follow(run: MatrixRun, place: Place, items: CellItems): void {
    let shown: ShownRun | undefined;
    const stop = (): void => {
      shown?.dispose();
      shown = undefined;
    };
    const begin = (): ShownRun => this.#shown(new TestRunRequest([...items.values()]), place, items, run);
    if (run.results.size > 0) {
      shown = begin();
      shown.judged(run.session.cells, run.results);
    }
    if (!run.busy) stop();
    const listening = run.progressed.on(({ state }) => {
      if (state !== "running") stop();
      else if (!this.#own.has(run)) shown ??= begin();
    });
    this.#following.get(keyOf(place))?.dispose();
    this.#following.set(
      keyOf(place),
      disposable(() => {
        listening.dispose();
        stop();
      }),
    );
  }

  #shown(asked: TestRunRequest, { scenario }: Place, items: CellItems, run: MatrixRun): ShownRun {
    return new ShownRun(this.#controller, this.#controller.createTestRun(asked, scenario), items, run);
  }

  async #run(asked: TestRunRequest, token: CancellationToken): Promise<void> {
    const byScenario = new Map<string, TestItem[]>();
    for (const leaf of await this.#leavesAsked(asked)) {
      const place = this.#places.get(leaf);
      const key = place && keyOf(place);
      if (key === undefined) continue;
      const items = byScenario.get(key) ?? [];
      items.push(leaf);
      byScenario.set(key, items);
    }
    for (const items of byScenario.values()) {
      const place = items[0] && this.#places.get(items[0]);
      if (place === undefined || token.isCancellationRequested) return;
      await toldOf(place.folder, this.#runCells(place, items, asked, token));
    }
  }

  async #leavesAsked({ include, exclude = [] }: TestRunRequest): Promise<ReadonlySet<TestItem>> {
    const leaves = new Set<TestItem>();
    for (const item of include ?? [...this.#controller.items].map(([, one]) => one)) {
      if (item.children.size === 0 && this.#cellItem(item) === undefined) await this.resolve(item);
      for (const leaf of this.#leavesOf(item)) leaves.add(leaf);
    }
    for (const leaf of exclude.flatMap((item) => this.#leavesOf(item))) leaves.delete(leaf);
    return leaves;
  }

  async #runCells(
    place: Place,
    items: readonly TestItem[],
    asked: TestRunRequest,
    token: CancellationToken,
  ): Promise<void> {
    const cells = items.flatMap((item) => this.#cells.get(item) ?? []);
    const run = await this.#runOf(place);
    await askIfMany(run.session.open, cells.length);
    const stop = new AbortController();
    const stopping = token.onCancellationRequested(() => stop.abort());
    this.#own.add(run);
    const shown = this.#shown(asked, place, this.#items.get(keyOf(place)) ?? new Map(), run);
    try {
      await run.again(cells, stop.signal);
    } finally {
      this.#own.delete(run);
      stopping.dispose();
      shown.dispose();
    }
  }

  /** A check is run by its cell. */
  #cellItem(item: TestItem): TestItem | undefined {
    if (this.#cells.has(item)) return item;
    return item.parent && this.#cells.has(item.parent) ? item.parent : undefined;
  }

  #leavesOf(item: TestItem): readonly TestItem[] {
    const own = this.#cellItem(item);
    return own === undefined ? [...item.children].flatMap(([, child]) => this.#leavesOf(child)) : [own];
  }

  async #debug({ include = [] }: TestRunRequest): Promise<void> {
    const [item] = include.flatMap((one) => this.#cellItem(one) ?? []);
    const [cell, place] = item ? [this.#cells.get(item), this.#places.get(item)] : [];
    if (cell === undefined || place === undefined) return;
    await toldOf(
      place.folder,
      this.#runOf(place).then((run) => debugCell(run, cell.id)),
    );
  }
}

const mostListed = 5000;

/** A tree of more would take the editor's breath away, and nobody would read it. */
const fewEnough = ({ axes, scenario }: OpenMatrix): void => {
  const count = sizeOf(axes);
  if (count <= mostListed) return;
  throw inputFailure(
    "too-many-to-list",
    `The matrix of ${scenario.name} has ${count.toLocaleString("en")} cells, too many to list`,
    { hint: "Ranges under “matrix” in the scenario file make it smaller." },
  );
};
