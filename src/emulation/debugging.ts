import { promises as fs } from "node:fs";
import type { Command } from "../languages/command";
import { fillConfiguration } from "../languages/configuration";
import type { Attachment, Debugger, PathMapping } from "../languages/types";
import { isListening } from "../processes/sockets";
import type { ProcessId } from "../processes/types";
import { mergeVariables } from "../processes/variables";
import type { DebugSpec, SettledService } from "../scenario/settled";
import type { ServiceSpec } from "../services/types";
import { sleep } from "../util/time";
import type { Target } from "./events";
import { sideLabel } from "./makePlan";
import type { Run } from "./run";
import { outputOf, sideAtWork } from "./sideSteps";
import { fillIn, fillRecord, type SideAtWork } from "./values";

/** A service that starts under a debugger. */
export interface Debugged {
  /** As it is to be started. */
  readonly spec: ServiceSpec;
  readonly service: SettledService;
  readonly side: SideAtWork;
  readonly port: number;
  readonly hold: boolean;
  readonly debug: DebugSpec;
  readonly debugger: Debugger;
  /** As it would run without. */
  readonly command: Command;
  readonly trees: readonly string[];
  readonly debugEnv: Readonly<Record<string, string>>;
  /** Where its files have other names than here. */
  readonly mappings?: readonly PathMapping[];
  /** For what does not run on this machine, whose table of sockets says nothing of it. */
  readonly untilListening?: (port: number, signal: AbortSignal) => Promise<void>;
}

/** Undefined for what has no debugger to wait for. */
export const underDebugger = async (
  run: Run,
  service: SettledService,
  spec: ServiceSpec,
  signal: AbortSignal,
): Promise<Debugged | undefined> => {
  const side = service.side === undefined ? undefined : sideAtWork(run, service.side);
  const port = run.debugPorts.get(service.name);
  if (service.debug === undefined || side === undefined || port === undefined) return undefined;
  const found = await debuggerOf(run, service.name, service.debug, side, signal);
  const debugEnv = fillRecord(service.debug.env ?? {}, run.values, service.name);
  const own = mergeVariables([spec.env, debugEnv]);
  const command = { argv: spec.argv, shell: spec.shell, cwd: spec.cwd, env: own };
  const trees = await asGivenAndReal([...run.values.sides.values()].map(({ dir }) => dir));
  const hold = holds(run, service);
  await fs.mkdir(run.folder.work, { recursive: true });
  const { argv, env } = await found.wrap({
    command,
    port,
    hold,
    spec: service.debug,
    trees,
    scratch: run.folder.work,
  });
  return {
    spec: { ...patient(run, hold, spec), argv, env: mergeVariables([own, env]) },
    service,
    side,
    port,
    hold,
    debug: service.debug,
    debugger: found,
    command,
    trees,
    debugEnv,
  };
};

/** One that must be fetched first says so below the service's step. */
export const debuggerOf = (
  run: Run,
  service: string,
  debug: DebugSpec,
  { environment }: SideAtWork,
  signal: AbortSignal,
): Promise<Debugger> =>
  run.world.debuggerFor(debug, environment, {
    signal,
    token: run.token,
    onLine: outputOf(run, `service:${service}`),
  });

/** The debugger attaches before readiness is asked: a held target would never get ready. */
export const announceTarget = async (
  run: Run,
  debugged: Debugged,
  process: ProcessId,
  signal: AbortSignal,
): Promise<void> => {
  const target = targetOf(run, debugged, process);
  if (!debugged.hold) return run.events.fire({ kind: "target", target });
  const { listens } = target.attachment;
  if (listens !== undefined)
    await (debugged.untilListening?.(listens, signal) ?? untilListening(run, listens, process, signal));
  if (run.debug.byHand) return run.events.fire({ kind: "target", target });
  const attached = run.attached.wait(debugged.service.name, signal);
  run.events.fire({ kind: "target", target });
  await attached;
};

/** A person may come late to what is held for them. */
export const patient = (run: Run, hold: boolean, spec: ServiceSpec): ServiceSpec =>
  hold && run.debug.byHand ? { ...spec, readyTimeoutMs: longestMs } : spec;

/** About what a timer can hold. */
const longestMs = 2_000_000_000;

export const holds = (run: Run, service: SettledService): boolean =>
  run.debug.hold || service.debug?.pauseAtStart === true;

/** Which of both a debugger is told of a file depends on how it was imported. */
export const asGivenAndReal = async (folders: readonly string[]): Promise<readonly string[]> => {
  const real = await Promise.all(folders.map((folder) => fs.realpath(folder).catch(() => folder)));
  return [...new Set([...folders, ...real])];
};

const targetOf = (run: Run, debugged: Debugged, process: ProcessId): Target => {
  const { service, port, hold, command, trees, mappings } = debugged;
  const spec = filledSpec(run, service.name, debugged.debug);
  const inside = mappings && { mappings };
  const args = { port, hold, pid: process.pid, spec, trees, command, ...inside };
  const attachment = debugged.debugger.attach(args);
  const target = targetFrom({ ...debugged, language: debugged.debugger.language }, process, attachment);
  const { debugEnv } = debugged;
  const said = Object.entries(debugEnv).map(([name, value]) => [name, run.secrets.mask(value)]);
  return { ...target, ...inside, ...(said.length === 0 ? {} : { env: Object.fromEntries(said) }) };
};

/** Editors keep, show and log configurations. */
export const filledSpec = (run: Run, service: string, debug: DebugSpec): DebugSpec =>
  fillConfiguration(debug, (template) => run.secrets.mask(fillIn(template, run.values, service)));

export const targetFrom = (
  {
    service,
    side,
    port,
    language,
  }: Pick<Debugged, "service" | "side" | "port"> & { readonly language: string },
  { pid }: ProcessId,
  attachment: Attachment,
): Target => ({
  service: service.name,
  side: side.side.name,
  label: `${sideLabel(side.side)} · ${service.name}`,
  language,
  port,
  pid,
  attach: attachment.arguments,
  attachment,
});

/** Looked up in the system's table: a probing connection would be taken for the debugger. */
export const untilListening = async (
  run: Run,
  port: number,
  process: ProcessId,
  signal: AbortSignal,
): Promise<void> => {
  while (!(await isListening(port, { inTree: { roots: [process], token: run.token } }))) {
    await sleep(25, signal);
    if (!(await run.world.isAlive(process))) return;
  }
};
