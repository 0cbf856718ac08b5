import type { MatrixRunning } from "../matrix/runMatrix";
import { Tally } from "../matrix/tally";
import type { Cell, CellResult, MatrixEvent } from "../matrix/types";
import type { Disposable } from "../util/disposable";
import { duration } from "../util/text";
import { paintedSign } from "./matrixTable";
import type { Terminal } from "./terminal";

/** A line for each cell, and how far it is; on a terminal the latter stays at the bottom. */
export class MatrixProgress implements Disposable {
  readonly #tally: Tally;
  readonly #terminal: Terminal;
  readonly #started = Date.now();
  readonly #listening: Disposable;

  /** Of a bisection, nobody knows how many there will be. */
  constructor(running: MatrixRunning, cells: readonly Cell[] | undefined, terminal: Terminal) {
    this.#tally = new Tally(cells);
    this.#terminal = terminal;
    this.#listening = running.events.on((event) => this.#hear(event));
  }

  dispose(): void {
    this.#listening.dispose();
    this.#terminal.status("");
  }

  #hear(event: MatrixEvent): void {
    if (event.kind === "done") this.#tally.judged(event);
    if (event.kind === "done" && !event.kept)
      this.#terminal.say(cellLine(event.cell, event.result, this.#terminal));
    this.#terminal.status(this.#status());
  }

  #status(): string {
    const { done, total, counts } = this.#tally;
    const each = Object.entries(counts).map(([verdict, count]) => `${count} ${verdict}`);
    return [total === undefined ? `${done}` : `${done} of ${total}`, ...each, ...this.#left()].join(" · ");
  }

  #left(): string[] {
    const ms = this.#tally.msLeft(Date.now() - this.#started);
    return ms === undefined ? [] : [`about ${duration(ms)} left`];
  }
}

const cellLine = (
  cell: Cell,
  { verdict, seconds, expected, problem }: CellResult,
  terminal: Terminal,
): string => {
  const why = expected === undefined ? problem?.message : `expected: ${expected}`;
  const line = `${paintedSign(verdict, terminal)} ${cell.id.padEnd(40)} ${verdict.padEnd(11)} ${terminal.paint("dim", duration(seconds * 1000))}`;
  return why === undefined ? line : `${line}  ${why}`;
};
