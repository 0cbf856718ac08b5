import { availableParallelism } from "node:os";
import type { MatrixProgress } from "../../contract/matrixPane";
import { thisMachine } from "../../emulation/machine";
import { againOf } from "../../matrix/again";
import { cellsOf } from "../../matrix/cells";
import { type MatrixReport, matrixReport } from "../../matrix/report";
import { MatrixRunning } from "../../matrix/runMatrix";
import type { MatrixSession } from "../../matrix/session";
import type { Cell, CellResult } from "../../matrix/types";
import { Emitter } from "../../util/events";
import { sleep } from "../../util/time";
import { progressOf } from "./cellText";

interface Work {
  readonly cells: readonly Cell[];
  /** Where green and red meet is looked for, instead. */
  readonly boundary: boolean;
  readonly known: ReadonlyMap<string, CellResult>;
  /** Whoever asked for it may want it no more. */
  readonly signal: AbortSignal | undefined;
}

/** A matrix of this window: what is known of its cells, and what it is at. */
export class MatrixRun {
  readonly session: MatrixSession;
  /** Cells that have a verdict now. */
  readonly changes = new Emitter<readonly Cell[]>();
  readonly progressed = new Emitter<MatrixProgress>();
  readonly results = new Map<string, CellResult>();
  readonly #dist: string;
  readonly #running = new Set<string>();
  readonly #pending = new Set<string>();
  readonly #changed = new Set<Cell>();
  #stop = new AbortController();
  #at: Promise<void> | undefined;
  #machine: MatrixRunning | undefined;
  #due: NodeJS.Immediate | undefined;
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

  /** All of the session's that have no verdict yet; what runs already is waited for. */
  run(signal?: AbortSignal): Promise<void> {
    const { cells, boundary } = this.session;
    return this.#at ?? this.#begin({ cells, boundary, signal, known: new Map(this.results) });
  }

  /** These, whatever they were, and what depends on them; after what runs already. */
  async again(cells: readonly Cell[], signal?: AbortSignal): Promise<void> {
    // How that ended is told to those who asked for it.
    while (this.#at !== undefined) await Promise.allSettled([this.#at]);
    if (signal?.aborted || cells.length === 0) return;
    const { run, reds } = againOf(this.session.open, this.results, cells, this.session.cells);
    await this.session.keeping.begin();
    for (const [cell, red] of reds) this.session.keeping.write(cell, red);
    const known = new Map([...this.results, ...reds.map(([cell, red]) => [cell.id, red] as const)]);
    for (const { id } of run) known.delete(id);
    const all = [...run, ...reds.map(([cell]) => cell)];
    await (this.#at ?? this.#begin({ cells: all, boundary: false, signal, known }));
  }

  stop(): void {
    this.#stop.abort();
  }

  /** The window goes: what doesn't end when asked is made to. */
  async end(graceMs: number): Promise<void> {
    if (this.#at === undefined) return;
    this.stop();
    const ended = Promise.allSettled([this.#at]);
    await Promise.race([ended, sleep(graceMs)]);
    await this.#machine?.hurry();
    await ended;
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
      pending: this.#pending,
      cells: this.session.cells,
      fresh: this.#fresh,
      elapsedMs: Date.now() - this.#began,
      state: this.busy ? "running" : whole ? "done" : "stopped",
    });
  }

  #begin(work: Work): Promise<void> {
    const at = this.#run(work).finally(() => {
      this.#at = undefined;
      this.#machine = undefined;
      this.#running.clear();
      this.#pending.clear();
      this.#tell();
    });
    this.#at = at;
    return at;
  }

  async #run({ cells, boundary, known, signal }: Work): Promise<void> {
    this.#stop = new AbortController();
    [this.#fresh, this.#began] = [0, Date.now()];
    const { open, keeping } = this.session;
    for (const { id } of cells)
      if ((known.get(id)?.verdict ?? "cancelled") === "cancelled") this.#pending.add(id);
    this.#tellSoon();
    await keeping.begin();
    const running = new MatrixRunning(open, {
      world: await thisMachine({ env: process.env, dist: this.#dist }),
      signal: signal ? AbortSignal.any([this.#stop.signal, signal]) : this.#stop.signal,
      known,
      keep: keeping.write,
      retries: 0,
      jobs: open.matrix.jobs ?? availableParallelism(),
    });
    this.#machine = running;
    running.events.on((event) => {
      if (event.kind === "running") this.#running.add(event.cell.id);
      else this.#judged(event.cell, event.result, event.kept);
      this.#tellSoon();
    });
    if (boundary) await running.askBorders();
    else await running.ask(cells);
    await running.judgeReds();
    if (running.gaveUp !== undefined) throw running.gaveUp;
  }

  #judged(cell: Cell, result: CellResult, kept: boolean): void {
    this.#running.delete(cell.id);
    this.results.set(cell.id, result);
    if (this.#pending.delete(cell.id) && !kept) this.#fresh++;
    this.#changed.add(cell);
  }

  /** A thousand verdicts that were known already are one message. */
  #tellSoon(): void {
    this.#due ??= setImmediate(() => this.#tell());
  }

  #tell(): void {
    clearImmediate(this.#due);
    this.#due = undefined;
    const changed = [...this.#changed];
    this.#changed.clear();
    if (changed.length > 0) this.changes.fire(changed);
    this.progressed.fire(this.progress());
  }
}
