import { countsOf } from "../matrix/report";
import type { MatrixRunning } from "../matrix/runMatrix";
import type { Cell, CellResult, MatrixEvent } from "../matrix/types";
import type { Disposable } from "../util/disposable";
import { duration } from "../util/text";
import { paintedSign } from "./matrixTable";
import type { Terminal } from "./terminal";

/** A line for each cell, and how far it is; on a terminal the latter stays at the bottom. */
export class MatrixProgress implements Disposable {
  readonly #running: MatrixRunning;
  readonly #total: number;
  readonly #terminal: Terminal;
  readonly #started = Date.now();
  readonly #listening: Disposable;

  constructor(running: MatrixRunning, total: number, terminal: Terminal) {
    this.#running = running;
    this.#total = total;
    this.#terminal = terminal;
    this.#listening = running.events.on((event) => this.#hear(event));
  }

  dispose(): void {
    this.#listening.dispose();
    this.#terminal.status("");
  }

  #hear(event: MatrixEvent): void {
    if (event.kind === "done" && !event.kept)
      this.#terminal.say(cellLine(event.cell, event.result, this.#terminal));
    this.#terminal.status(this.#status());
  }

  #status(): string {
    const { results } = this.#running;
    const counts = Object.entries(countsOf(results.values())).map(
      ([verdict, count]) => `${count} ${verdict}`,
    );
    return [`${results.size} of ${this.#total}`, ...counts, this.#left(results.size)].join(" · ");
  }

  #left(done: number): string {
    if (done === 0) return "";
    const each = (Date.now() - this.#started) / done;
    return `about ${duration(each * Math.max(0, this.#total - done))} left`;
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
