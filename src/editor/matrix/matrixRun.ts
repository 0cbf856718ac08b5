import { availableParallelism } from "node:os";
import type { MatrixProgress } from "../../contract/matrixPane";
import { thisMachine } from "../../emulation/machine";
import { cellsOf } from "../../matrix/cells";
import { type MatrixReport, matrixReport } from "../../matrix/report";
import { MatrixRunning } from "../../matrix/runMatrix";
import type { MatrixSession } from "../../matrix/session";
import type { Cell, CellResult } from "../../matrix/types";
import { Emitter } from "../../util/events";
import { progressOf } from "./cellText";

/** A matrix of this window: what is known of its cells, and what it is at. */
export class MatrixRun {
  readonly session: MatrixSession;
  /** Cells that have a verdict now. */
  readonly changes = new Emitter<readonly Cell[]>();
  readonly progressed = new Emitter<MatrixProgress>();
  readonly results = new Map<string, CellResult>();
  readonly #dist: string;
  readonly #running = new Set<string>();
  #stop = new AbortController();
  #at: Promise<void> | undefined;
  #fresh = 0;
  #began = Date.now();

  constructor(session: MatrixSession, dist: string) {
    this.session = session;
    this.#dist = dist;
    for (const { id } of session.cells) {
      const known = session.known.get(id);
      if (known !== undefined) this.results.set(id, known);
    }
  }

  get busy(): boolean {
    return this.#at !== undefined;
  }

  /** These, unless they have a verdict; all of the session's by default. */
  run(cells: readonly Cell[] = this.session.cells): Promise<void> {
    this.#at ??= this.#run(cells).finally(() => {
      this.#at = undefined;
      this.#tell();
    });
    return this.#at;
  }

  async again(cells: readonly Cell[]): Promise<void> {
    await this.#at;
    for (const { id } of cells) this.results.delete(id);
    await this.run(cells);
  }

  stop(): void {
    this.#stop.abort();
  }

  report(): MatrixReport {
    const { axes } = this.session.open;
    return matrixReport(axes, cellsOf(axes), this.results, (Date.now() - this.#began) / 1000);
  }

  progress(): MatrixProgress {
    const whole = this.session.cells.every(
      ({ id }) => (this.results.get(id)?.verdict ?? "cancelled") !== "cancelled",
    );
    return progressOf({
      running: [...this.#running],
      results: this.results,
      cells: this.session.cells,
      fresh: this.#fresh,
      elapsedMs: Date.now() - this.#began,
      state: this.busy ? "running" : whole ? "done" : "stopped",
    });
  }

  async #run(cells: readonly Cell[]): Promise<void> {
    this.#stop = new AbortController();
    [this.#fresh, this.#began] = [0, Date.now()];
    const { signal } = this.#stop;
    const { open, keeping, boundary } = this.session;
    await keeping.begin();
    const running = new MatrixRunning(open, {
      world: await thisMachine({ env: process.env, dist: this.#dist }),
      signal,
      known: new Map(this.results),
      keep: keeping.write,
      retries: 0,
      jobs: open.matrix.jobs ?? availableParallelism(),
    });
    running.events.on((event) => {
      if (event.kind === "running") this.#running.add(event.cell.id);
      else this.#judged(event.cell, event.result, event.kept);
      this.#tell();
    });
    this.#tell();
    if (boundary) await running.askBorders();
    else await running.ask(cells);
    await running.judgeReds();
  }

  #judged(cell: Cell, result: CellResult, kept: boolean): void {
    this.#running.delete(cell.id);
    this.results.set(cell.id, result);
    if (!kept) this.#fresh++;
    this.changes.fire([cell]);
  }

  #tell(): void {
    this.progressed.fire(this.progress());
  }
}
