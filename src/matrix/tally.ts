import type { Cell, CellVerdict, MatrixEvent } from "./types";

type Judged = Pick<Extract<MatrixEvent, { kind: "done" }>, "cell" | "result" | "kept">;

/** How far a matrix is, kept up event by event: ten thousand cells are not counted anew for each of them. */
export class Tally {
  readonly #own: ReadonlySet<string> | undefined;
  readonly #verdicts = new Map<string, CellVerdict>();
  readonly #counts = new Map<CellVerdict, number>();
  /** Those that ran, not those that were known; some of them only say whether a version works with itself. */
  readonly #fresh = new Set<string>();

  /** Without cells it counts all that come. */
  constructor(cells: readonly Cell[] | undefined) {
    this.#own = cells && new Set(cells.map(({ id }) => id));
  }

  get done(): number {
    return this.#verdicts.size;
  }

  get total(): number | undefined {
    return this.#own?.size;
  }

  get counts(): Readonly<Partial<Record<CellVerdict, number>>> {
    return Object.fromEntries([...this.#counts].filter(([, count]) => count > 0));
  }

  /** A second verdict on a cell stands in for the first. */
  judged({ cell: { id }, result: { verdict }, kept }: Judged): void {
    if (!kept) this.#fresh.add(id);
    if (this.#own?.has(id) === false) return;
    const before = this.#verdicts.get(id);
    if (before !== undefined) this.#count(before, -1);
    this.#verdicts.set(id, verdict);
    this.#count(verdict, 1);
  }

  msLeft(elapsedMs: number): number | undefined {
    if (this.#own === undefined || this.#fresh.size === 0) return undefined;
    return (elapsedMs / this.#fresh.size) * Math.max(0, this.#own.size - this.done);
  }

  #count(verdict: CellVerdict, by: number): void {
    this.#counts.set(verdict, (this.#counts.get(verdict) ?? 0) + by);
  }
}
