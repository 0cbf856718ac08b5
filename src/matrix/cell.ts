import { basename } from "node:path";
import type { CheckResult } from "../checks/types";
import type { Emulation } from "../emulation/emulation";
import type { Step } from "../emulation/plan";
import type { Run } from "../emulation/run";
import { findRootCauses } from "../logs/rootCauses";
import type { LoggedLine, RootCauseLine, RootCauses, SideInfo } from "../logs/types";
import type { Settled } from "../scenario/settled";
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
  /** Values that are marked as such, for example the version of a database's schema. */
  readonly outputs: Readonly<Record<string, string>>;
  /** A migration of the kept state failed: nothing that comes later can be judged on it. */
  readonly migrationFailed?: true;
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
  readonly run: Pick<Run, "recent"> & { readonly values: Pick<Run["values"], "sides" | "outputs"> };
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
  let migrationFailed = false;
  const migration = emulation.events.on((event) => {
    if (event.kind === "step" && event.state === "failed" && event.step.kind === "migrate")
      migrationFailed = true;
  });
  const common = () => ({
    versions: emulation.record.versions,
    sides: mapValues(emulation.plan.settled.sides, ({ version }) => version?.name ?? null),
    swapped: emulation.plan.settled.swapped,
    outputs: shownOutputs(emulation),
    ...(migrationFailed ? { migrationFailed } : {}),
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
    migration.dispose();
  }
};

const mapValues = <A, B>(record: Readonly<Record<string, A>>, one: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, one(value)]));

/** Secrets are never shown, whatever the file says. */
const shownOutputs = ({ plan, run }: Checked): Record<string, string> => {
  const { setup, migrate } = plan.settled;
  const specs = [...setup, ...migrate].flatMap(({ outputs }) => Object.entries(outputs));
  return Object.fromEntries(
    specs.flatMap(([name, { show, secret }]) => {
      const value = run.values.outputs.get(name);
      return show && !secret && value !== undefined ? [[name, value] as const] : [];
    }),
  );
};

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
  let failed: FailedCommand | undefined;
  const failing = emulation.events.on((event) => {
    if (event.kind === "step" && event.state === "failed")
      failed ??= failedCommand(event.step, emulation.plan.settled);
  });
  try {
    await emulation.up(signal);
  } catch (error) {
    const red =
      error instanceof Failure ? (notReadyService(error, emulation) ?? redCommand(error, failed)) : undefined;
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

interface FailedCommand {
  readonly kind: "setup" | "migrate";
  readonly side: string | undefined;
}

const failedCommand = (step: Step, { setup, migrate }: Settled): FailedCommand | undefined => {
  if (step.kind === "setup") return { kind: step.kind, side: setup[step.setup]?.side };
  return step.kind === "migrate" ? { kind: step.kind, side: migrate[step.migrate]?.side } : undefined;
};

/** A migration or fixture that fails is a finding about the versions, too. */
const redCommand = ({ problem }: Failure, failed: FailedCommand | undefined): CheckResult | undefined => {
  const { kind, side } = failed ?? { kind: "setup" as const, side: undefined };
  if (!["command-failed", "command-late"].includes(problem.code)) return undefined;
  const lines = (problem.lines ?? []).map((text) => ({
    text,
    stream: "stderr" as const,
    time: Date.now(),
    origin: kind,
  }));
  return { name: kind, verdict: "red", seconds: 0, why: problem.message, lines, side };
};

const verdictOf = ({ name, verdict, exit, seconds, why }: CheckResult): CheckVerdict => ({
  name,
  verdict,
  ...(exit === undefined ? {} : { exit }),
  seconds,
  ...(why === undefined ? {} : { why }),
});
