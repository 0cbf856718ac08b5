import { type Border, bordersOf, saidBy } from "./borders";
import type { Varied } from "./cells";
import type { Cell, CellResult, CellVerdict } from "./types";

/** What `matrix --json` prints. */
export interface MatrixReport {
  readonly axes: readonly { readonly name: string; readonly versions: readonly string[] }[];
  readonly cells: readonly CellResult[];
  /** Reds that nobody expected, and greens where a red was. */
  readonly unexpected: readonly Unexpected[];
  /** Neighbours that differ, each green and red. */
  readonly borders: readonly Border[];
  /** Cells that were left out: by `--sample`, by `--boundary`, or since it was stopped. */
  readonly notRun: number;
  readonly seconds: number;
}

export interface Unexpected {
  readonly versions: Readonly<Record<string, string>>;
  readonly verdict: CellVerdict;
  /** Of a green cell: why it was to be red. */
  readonly reason?: string;
}

export const matrixReport = (
  axes: readonly Varied[],
  cells: readonly Cell[],
  results: ReadonlyMap<string, CellResult>,
  seconds: number,
): MatrixReport => {
  const run = cells.flatMap(({ id }) => {
    const result = results.get(id);
    return result === undefined ? [] : [result];
  });
  return {
    axes: axes.map(({ name, versions }) => ({ name, versions: versions.map((one) => one.name) })),
    cells: run,
    unexpected: run.flatMap(unexpectedOf),
    borders: bordersOf(axes, saidBy(axes, results)),
    notRun: cells.length - run.length,
    seconds,
  };
};

const unexpectedOf = ({ versions, verdict, expected, wasExpected }: CellResult): readonly Unexpected[] => {
  if (verdict === "red" && expected === undefined) return [{ versions, verdict }];
  if (verdict === "green" && wasExpected !== undefined) return [{ versions, verdict, reason: wasExpected }];
  return [];
};

export const countsOf = (results: Iterable<CellResult>): Readonly<Partial<Record<CellVerdict, number>>> => {
  const counts: Partial<Record<CellVerdict, number>> = {};
  for (const { verdict } of results) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
};
