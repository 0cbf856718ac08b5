import type { Emulation, Outcome } from "../emulation/emulation";
import { Emitter } from "../util/events";
import { type Failure, machineFailure } from "../util/problem";
import { saidBy } from "./borders";
import { nextPlaces } from "./boundary";
import { inLightOf, selfCells } from "./broken";
import { cellAt, cellsOf } from "./cells";
import type { OpenMatrix } from "./openMatrix";
import { planCell, productsOf } from "./planCells";
import { resourcesOf } from "./resources";
import { type CellRun, runCell } from "./runCell";
import { inTurns } from "./schedule";
import type { Cell, CellResult, MatrixEvent, PlannedCell } from "./types";

export interface MatrixRun extends Omit<CellRun, "onEmulation" | "emptyState" | "end"> {
  readonly jobs: number;
  /** Which cells begin from an empty kept state: by default the first, where nothing is known yet. */
  readonly emptyState?: "first" | "each";
  /** Leaves what ran last running, until `end`. */
  readonly keepLast?: boolean;
  /** What an earlier run that was stopped has found already. */
  readonly known?: ReadonlyMap<string, CellResult>;
  /** Called with each new result before the next cell begins. */
  readonly keep?: (cell: Cell, result: CellResult) => void;
}

/** A matrix while it runs: results by cell, and who listens. */
export class MatrixRunning {
  readonly events = new Emitter<MatrixEvent>();
  readonly results = new Map<string, CellResult>();
  readonly #matrix: OpenMatrix;
  readonly #run: MatrixRun;
  readonly #failures: NonNullable<CellResult["problem"]>[] = [];
  readonly #emulations = new Set<Emulation>();
  #begun = false;
  #stoppedBy: Cell | undefined;
  #last: Ended | undefined;

  constructor(matrix: OpenMatrix, run: MatrixRun) {
    this.#matrix = matrix;
    this.#run = run;
  }

  /** Runs these, unless they are known; settles when all have a verdict, or it was stopped. */
  async ask(cells: readonly Cell[]): Promise<void> {
    const fresh: PlannedCell[] = [];
    for (const cell of new Map(cells.map((one) => [one.id, one])).values()) {
      const known = this.results.get(cell.id) ?? this.#run.known?.get(cell.id);
      if (known === undefined || known.verdict === "cancelled") fresh.push(planCell(this.#matrix, cell));
      else if (!this.results.has(cell.id)) this.#done(cell, known, true);
    }
    const work = fresh.map((planned) => ({
      resources: "settled" in planned ? resourcesOf(planned.settled) : [],
      run: () => this.#one(planned),
    }));
    await inTurns(work, { jobs: this.#run.jobs, goOn: () => this.#mayGoOn() });
  }

  /** Only what shows where green and red meet. */
  async askBorders(): Promise<void> {
    const { axes } = this.#matrix;
    const said = saidBy(axes, this.results);
    for (
      let next = nextPlaces(axes, said);
      next.length > 0 && this.#mayGoOn();
      next = nextPlaces(axes, said)
    ) {
      await this.ask(next.map((place) => cellAt(axes, place)));
      await this.judgeReds();
    }
  }

  /** Tells broken versions from red pairs: whatever is red asks its versions with themselves. */
  async judgeReds(cells: readonly Cell[] = cellsOf(this.#matrix.axes)): Promise<void> {
    const reds = cells.filter(({ id }) => this.results.get(id)?.verdict === "red");
    const products = productsOf(this.#matrix);
    const asked = reds.map((cell) => ({ cell, own: selfCells(products, cell) }));
    // On a kept state a version out of its turn would say nothing.
    if (this.#matrix.matrix.state === "fresh" || this.#run.emptyState === "each")
      await this.ask(asked.flatMap(({ own }) => own.map(({ cell }) => cell)));
    const light = asked.map(({ cell, own }) => ({
      cell,
      own: own.map((one) => ({ version: one.version, result: this.results.get(one.cell.id) })),
    }));
    for (const { cell, own } of light) {
      const result = this.results.get(cell.id);
      const judged = result && inLightOf(result, own);
      if (judged !== undefined && judged !== result) this.#done(cell, judged, false);
    }
  }

  /** For those who can't wait: ends at once what is still asked politely to end. */
  async hurry(): Promise<void> {
    const all = [...this.#emulations, ...(this.#last ? [this.#last.emulation] : [])];
    await Promise.all(all.map((emulation) => emulation.hurry()));
  }

  async #one(planned: PlannedCell): Promise<void> {
    this.events.fire({ kind: "running", cell: planned.cell });
    await this.end();
    const own = new Set<Emulation>();
    const onEmulation = (emulation: Emulation): void => {
      own.add(emulation);
      this.#emulations.add(emulation);
    };
    const result = await runCell(planned, {
      ...this.#run,
      onEmulation,
      emptyState: this.#beginsEmpty(),
      ...(this.#run.keepLast ? { end: (emulation, outcome) => this.#keep({ emulation, outcome }) } : {}),
    });
    for (const ended of own) this.#emulations.delete(ended);
    const { verdict, problem } = result;
    if (verdict === "cancelled" && problem !== undefined && !this.#run.signal.aborted)
      this.#failures.push(problem);
    else this.#failures.length = 0;
    this.#done(planned.cell, result, false);
  }

  #done(cell: Cell, result: CellResult, kept: boolean): void {
    this.results.set(cell.id, result);
    if (result.migrationFailed) this.#stoppedBy ??= cell;
    if (!kept) this.#run.keep?.(cell, result);
    this.events.fire({ kind: "done", cell, result, kept });
  }

  #mayGoOn(): boolean {
    return !this.#run.signal.aborted && this.#failures.length < mostFailures && this.#stoppedBy === undefined;
  }

  #beginsEmpty(): boolean {
    const first = !this.#begun && (this.#run.known?.size ?? 0) === 0;
    this.#begun = true;
    return first || this.#run.emptyState === "each";
  }

  /** What ended before makes room for what ended now. */
  async #keep(ended: Ended): Promise<void> {
    const before = this.#last;
    this.#last = ended;
    await before?.emulation.stop(before.outcome);
  }

  /** What still runs, where the last one was to be kept. */
  get last(): Emulation | undefined {
    return this.#last?.emulation;
  }

  /** Stops what was kept running. */
  async end(): Promise<void> {
    const last = this.#last;
    this.#last = undefined;
    await last?.emulation.stop(last.outcome);
  }

  /** The cell whose migration failed: what comes after it was not run. */
  get stoppedBy(): Cell | undefined {
    return this.#stoppedBy;
  }

  /** Why it ended before all cells had a verdict. */
  get gaveUp(): Failure | undefined {
    const last = this.#failures.at(-1);
    if (last === undefined || this.#failures.length < mostFailures) return undefined;
    const { message, hint, lines } = last;
    return machineFailure("gave-up", `${mostFailures} cells in a row could not be judged: ${message}`, {
      ...(hint === undefined ? {} : { hint }),
      ...(lines === undefined ? {} : { lines }),
    });
  }
}

interface Ended {
  readonly emulation: Emulation;
  readonly outcome: Outcome;
}

/** A machine that fails so many in a row will fail the others, too. */
const mostFailures = 3;
