import type { MatrixCell, MatrixProgress } from "../../contract/matrixPane";
import type { OpenMatrix } from "../../matrix/openMatrix";
import { countsOf } from "../../matrix/report";
import { whyOf } from "../../matrix/reports/words";
import type { Cell, CellResult } from "../../matrix/types";

/** A verdict as the page shows it. */
export const cellOfPage = ({ id }: Cell, result: CellResult): MatrixCell => ({
  id,
  verdict: result.verdict,
  seconds: result.seconds,
  why: whyOf(result),
  checks: result.checks.map(({ name, verdict, why }) => ({ name, verdict, why })),
  causes: result.rootCauseLines.map(({ side, service, version, text, file, line }) => ({
    ...{ side, service, version, text, file, line },
  })),
  silent: [...result.silent],
  logged: result.emulation !== undefined,
});

export interface Pace {
  readonly running: readonly string[];
  readonly results: ReadonlyMap<string, CellResult>;
  readonly cells: readonly Cell[];
  /** They run again, or for the first time; a verdict that they have is an earlier one. */
  readonly pending: ReadonlySet<string>;
  /** Judged since it began, and how long that took. */
  readonly fresh: number;
  readonly elapsedMs: number;
  readonly state: MatrixProgress["state"];
}

export const progressOf = ({
  running,
  results,
  cells,
  pending,
  fresh,
  elapsedMs,
  state,
}: Pace): MatrixProgress => {
  const own = cells.flatMap(({ id }) => results.get(id) ?? []);
  const done = cells.filter(({ id }) => results.has(id) && !pending.has(id)).length;
  const left = cells.length - done;
  return {
    kind: "progress",
    state,
    running: [...running],
    done,
    total: cells.length,
    secondsLeft:
      state === "running" && fresh > 0 ? Math.round(((elapsedMs / fresh) * left) / 1000) : undefined,
    counts: Object.fromEntries(Object.entries(countsOf(own))),
  };
};

export const axesOfPage = ({ axes }: OpenMatrix) =>
  axes.map(({ name, versions }) => ({
    name,
    versions: versions.map(({ name: version, version: known }) => ({
      name: version,
      date: known?.date?.slice(0, 10),
    })),
  }));
