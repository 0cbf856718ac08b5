import { basename } from "node:path";
import type { CheckResult } from "../checks/types";
import type { Emulation } from "../emulation/emulation";
import type { Run } from "../emulation/run";
import { findRootCauses } from "../logs/rootCauses";
import type { LoggedLine, RootCauseLine, RootCauses, SideInfo } from "../logs/types";
import type { Service } from "../services/service";
import { Failure, type Problem } from "../util/problem";
import { type Clock, systemClock } from "../util/time";
import { causesOnceSaid } from "./lastWords";

/** What `run --json` prints. */
export interface RunReport {
  readonly verdict: "green" | "red" | "unbuildable";
  /** Why it is unbuildable: that says nothing about how the versions get along. */
  readonly problem?: Pick<Problem, "message" | "hint" | "lines">;
  readonly versions: Readonly<Record<string, string>>;
  /** The version that each side really ran; with `swapped`, not that of its own axis. */
  readonly sides: Readonly<Record<string, string | null>>;
  readonly swapped: boolean;
  readonly checks: readonly CheckVerdict[];
  readonly rootCauseLines: readonly RootCauseLine[];
  /** Sides that said nothing about it. */
  readonly silent: readonly string[];
  /** Milliseconds by step, and in all. */
  readonly timings: Readonly<Record<string, number>>;
}

export interface CheckVerdict {
  readonly name: string;
  readonly verdict: "green" | "red";
  readonly exit?: number;
  readonly seconds: number;
  readonly why?: string;
}

/** Of an emulation, what its verdict comes from. */
export interface Checked extends Pick<Emulation, "events" | "record" | "plan" | "up" | "check"> {
  readonly run: Pick<Run, "recent"> & { readonly values: Pick<Run["values"], "sides"> };
  readonly services: ReadonlyMap<string, Pick<Service, "name" | "state">>;
}

/** Brings an emulation up and runs its checks; a service that never gets ready is a red check of its own. */
export const runChecks = async (
  emulation: Checked,
  signal: AbortSignal,
  clock: Clock = systemClock,
): Promise<RunReport> => {
  const started = Date.now();
  const timings: Record<string, number> = {};
  const timing = emulation.events.on((event) => {
    if (event.kind === "step" && event.state !== "running") timings[event.step.id] = event.ms;
  });
  const common = () => ({
    versions: emulation.record.versions,
    sides: mapValues(emulation.plan.settled.sides, ({ version }) => version?.name ?? null),
    swapped: emulation.plan.settled.swapped,
    timings: { ...timings, total: Date.now() - started },
  });
  try {
    const checks = await upAndCheck(emulation, signal);
    const red = checks.some(({ verdict }) => verdict === "red");
    const causes = red ? await saidCauses(emulation, checks, clock, signal) : noCauses;
    return {
      ...common(),
      verdict: red ? "red" : "green",
      checks: checks.map(verdictOf),
      rootCauseLines: causes.lines,
      silent: causes.silent,
    };
  } catch (error) {
    if (!(error instanceof Failure) || error.problem.code !== "unbuildable") throw error;
    const { message, hint, lines } = error.problem;
    const problem = {
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(lines === undefined ? {} : { lines }),
    };
    return { ...common(), verdict: "unbuildable", problem, checks: [], rootCauseLines: [], silent: [] };
  } finally {
    timing.dispose();
  }
};

const mapValues = <A, B>(record: Readonly<Record<string, A>>, one: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, one(value)]));

const noCauses: RootCauses = { lines: [], silent: [] };

const saidCauses = (
  emulation: Checked,
  checks: readonly CheckResult[],
  clock: Clock,
  signal: AbortSignal,
): Promise<RootCauses> =>
  causesOnceSaid({
    onLine: (listener) => emulation.events.on((event) => event.kind === "line" && listener(event.line)),
    find: () => causesOf(emulation, linesOf(emulation, checks)),
    clock,
    signal,
  });

/** What the services said, and the red checks, which speak for their sides. */
const linesOf = ({ run, plan }: Checked, checks: readonly CheckResult[]): LoggedLine[] => [
  ...[...run.recent].flatMap(([service, lines]) =>
    lines.all().map((line) => ({ ...line, service, side: plan.settled.services[service]?.side })),
  ),
  ...checks
    .filter(({ verdict }) => verdict === "red")
    .flatMap(({ lines, name, side }) => lines.map((line) => ({ ...line, service: name, side }))),
];

const causesOf = ({ plan, run }: Checked, lines: readonly LoggedLine[]): RootCauses =>
  findRootCauses({
    lines,
    sides: [...run.values.sides.values()].map(
      ({ side, dir, environment }): SideInfo => ({
        name: side.name,
        version: side.version?.name,
        dir,
        ...(environment.packages === dir ? { base: basename(dir) } : {}),
      }),
    ),
    ignore: Object.fromEntries(
      Object.values(plan.settled.services).map(({ name, ignore }) => [name, ignore]),
    ),
  });

const upAndCheck = async (emulation: Checked, signal: AbortSignal): Promise<readonly CheckResult[]> => {
  let setupOf: string | undefined;
  const failing = emulation.events.on((event) => {
    if (event.kind === "step" && event.state === "failed" && event.step.kind === "setup")
      setupOf = emulation.plan.settled.setup[event.step.setup]?.side;
  });
  try {
    await emulation.up(signal);
  } catch (error) {
    const red =
      error instanceof Failure ? (notReadyService(error, emulation) ?? redSetup(error, setupOf)) : undefined;
    if (red === undefined) throw error;
    emulation.events.fire({ kind: "check", result: red });
    return [red];
  } finally {
    failing.dispose();
  }
  return await emulation.check(signal);
};

/** A service that ended or never answered says something about the versions; a taken port does not. */
const notReadyService = ({ problem }: Failure, emulation: Checked): CheckResult | undefined => {
  const failed = [...emulation.services.values()].find((service) => service.state().kind === "failed");
  if (failed === undefined || !["service-not-ready", "service-ended"].includes(problem.code))
    return undefined;
  const why = problem.message;
  return { name: `ready: ${failed.name}`, verdict: "red", seconds: 0, why, lines: [], side: undefined };
};

/** A migration or fixture that fails is a finding about the versions, too. */
const redSetup = ({ problem }: Failure, side: string | undefined): CheckResult | undefined => {
  if (!["command-failed", "command-late"].includes(problem.code)) return undefined;
  const lines = (problem.lines ?? []).map((text) => ({
    text,
    stream: "stderr" as const,
    time: Date.now(),
    origin: "setup",
  }));
  return { name: "setup", verdict: "red", seconds: 0, why: problem.message, lines, side };
};

const verdictOf = ({ name, verdict, exit, seconds, why }: CheckResult): CheckVerdict => ({
  name,
  verdict,
  ...(exit === undefined ? {} : { exit }),
  seconds,
  ...(why === undefined ? {} : { why }),
});
