import { Emulation, type Outcome } from "../emulation/emulation";
import { makePlan } from "../emulation/makePlan";
import { outcomeOf } from "../emulation/outcome";
import type { EmulationWorld } from "../emulation/world";
import { whyExpected } from "../scenario/knownReds";
import type { Settled } from "../scenario/settled";
import { problemOf } from "../util/problem";
import { type RunReport, runChecks } from "./cell";
import type { Cell, CellResult, PlannedCell } from "./types";

export interface CellRun {
  readonly world: EmulationWorld;
  readonly signal: AbortSignal;
  /** How often a red cell may try again; one that changes its mind is flaky, never green. */
  readonly retries: number;
  readonly onEmulation?: (emulation: Emulation) => void;
  /** Begins from an empty kept state. */
  readonly emptyState?: boolean;
  /** Has it end in time; by default at once. */
  readonly end?: (emulation: Emulation, outcome: Outcome) => Promise<unknown>;
}

/** One cell from nothing to nothing: whatever happens, its emulation is stopped and undone. */
export const runCell = async (planned: PlannedCell, run: CellRun): Promise<CellResult> => {
  const started = Date.now();
  const seconds = (): number => (Date.now() - started) / 1000;
  if ("absent" in planned)
    return { ...nothingSaid(planned.cell), verdict: "absent", seconds: 0, problem: planned.absent };
  const { cell, settled } = planned;
  try {
    const attempts = await attempt(settled, run);
    return { ...judged(cell, settled, attempts), seconds: seconds() };
  } catch (error) {
    const { code, message, hint, lines } = problemOf(error);
    return {
      ...nothingSaid(cell),
      verdict: "cancelled",
      seconds: seconds(),
      problem: {
        code,
        message,
        ...(hint === undefined ? {} : { hint }),
        ...(lines === undefined ? {} : { lines }),
      },
    };
  }
};

interface Attempt {
  readonly report: RunReport;
  readonly emulation: string;
}

const attempt = async (settled: Settled, run: CellRun): Promise<readonly Attempt[]> => {
  const attempts: Attempt[] = [];
  do {
    attempts.push(await once(settled, run));
  } while (mayChange(attempts.at(-1)) && attempts.length <= run.retries);
  return attempts;
};

/** What a migration left half done is no second chance. */
const mayChange = (last: Attempt | undefined): boolean =>
  last?.report.verdict === "red" && last.report.migrationFailed === undefined;

const once = async (
  settled: Settled,
  { world, signal, onEmulation, emptyState = false, end = endNow }: CellRun,
): Promise<Attempt> => {
  signal.throwIfAborted();
  const emulation = await Emulation.begin(
    makePlan(settled, { emptyState }),
    { services: "none", hold: false },
    world,
  );
  onEmulation?.(emulation);
  let outcome: Outcome = {};
  try {
    const report = await runChecks(emulation, signal);
    outcome = { verdict: report.verdict };
    return { report, emulation: emulation.id };
  } catch (error) {
    outcome = outcomeOf(error);
    throw error;
  } finally {
    await end(emulation, outcome);
  }
};

const endNow = (emulation: Emulation, outcome: Outcome): Promise<unknown> => emulation.stop(outcome);

const judged = (cell: Cell, settled: Settled, attempts: readonly Attempt[]): Omit<CellResult, "seconds"> => {
  const reds = attempts.filter(({ report }) => report.verdict === "red");
  const told = reds[0] ?? attempts.at(-1);
  if (told === undefined) throw new Error("a cell without an attempt");
  const { checks, rootCauseLines, silent, problem, verdict, outputs, migrationFailed } = told.report;
  const changedItsMind = reds.length > 0 && reds.length < attempts.length;
  // Of all attempts: the second one may be red for another reason.
  const redChecks = reds.flatMap(({ report }) =>
    report.checks.filter((check) => check.verdict === "red").map(({ name }) => name),
  );
  const expected = verdict === "red" ? whyExpected(settled.knownReds, redChecks) : undefined;
  const wasExpected = verdict === "green" ? settled.knownReds[0]?.reason : undefined;
  return {
    versions: cell.versions,
    verdict: changedItsMind ? "flaky" : verdict,
    checks,
    rootCauseLines,
    silent,
    emulation: told.emulation,
    ...(Object.keys(outputs).length === 0 ? {} : { outputs }),
    ...(migrationFailed === undefined ? {} : { migrationFailed }),
    ...(problem === undefined ? {} : { problem: { code: "unbuildable", ...problem } }),
    ...(expected === undefined ? {} : { expected }),
    ...(wasExpected === undefined ? {} : { wasExpected }),
    ...(attempts.length > 1 ? { reds: reds.length } : {}),
  };
};

const nothingSaid = ({
  versions,
}: Cell): Pick<CellResult, "versions" | "checks" | "rootCauseLines" | "silent"> => ({
  versions,
  checks: [],
  rootCauseLines: [],
  silent: [],
});
