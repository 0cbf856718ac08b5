import type { RunningAttachment } from "../languages/types";
import { openDialogue } from "../processes/dialogue";
import { start } from "../processes/spawn";
import { newRunToken } from "../processes/tokens";
import { mergeVariables } from "../processes/variables";
import { exits, Failure, inputFailure, machineFailure } from "../util/problem";
import { asGivenAndReal, debuggerOf, filledSpec, targetFrom, untilListening } from "./debugging";
import type { Run } from "./run";
import { serviceOf, specOf } from "./serviceStep";
import { sideAtWork } from "./sideSteps";

/** Brings a debugger into a service that runs without one, and lets it go on running meanwhile. */
export const attachRunning = (run: Run, name: string, signal: AbortSignal): Promise<void> =>
  run.turns.take(name, () => attachNow(run, name, signal));

const attachNow = async (run: Run, name: string, signal: AbortSignal): Promise<void> => {
  const service = serviceOf(run, name);
  const process = run.services.get(name)?.process;
  const side = service.side === undefined ? undefined : sideAtWork(run, service.side);
  const port = run.debugPorts.get(name);
  if (process === undefined)
    throw inputFailure("not-running", `${name} does not run`, { hint: "Start it first." });
  if (run.debugged.has(name)) throw inputFailure("debugged-already", `${name} runs under a debugger already`);
  if (service.debug === undefined || side === undefined || port === undefined) {
    throw inputFailure("not-debuggable", `${name} has no \`debug\` in the scenario`);
  }
  if (service.what.kind !== "process") throw needsRestart("A service in a container");
  const found = await debuggerOf(run, name, service.debug, side, signal);
  const { argv, shell, cwd, env } = specOf(run, service);
  const trees = await asGivenAndReal([...run.values.sides.values()].map(({ dir }) => dir));
  const command = { argv, shell, cwd, env };
  const spec = filledSpec(run, name, service.debug);
  const running = found.attachRunning?.({ pid: process.pid, port, spec, trees, command });
  if (running === undefined) throw needsRestart(`A ${found.language} service`);
  await prepare(run, name, running, { cwd, env }, signal);
  const { listens } = running.attachment;
  if (listens !== undefined) await untilListening(run, listens, process, signal);
  run.debugged.add(name);
  const target = targetFrom({ service, side, port, language: found.language }, process, running.attachment);
  run.events.fire({ kind: "target", target });
};

const needsRestart = (what: string): Error =>
  inputFailure("needs-restart", `${what} can't get a debugger while it runs`, {
    hint: "Restart it under one: Debug in the Scenario view.",
  });

/** What has to run first: to its end, or as the debugger's server for as long as the session. */
const prepare = async (
  run: Run,
  name: string,
  { before }: RunningAttachment,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  signal: AbortSignal,
): Promise<void> => {
  if (before === undefined) return;
  const at = { argv: before.argv, cwd, env: mergeVariables([env, before.env]), token: run.token };
  if (!before.ends) return void openDialogue(at);
  const lines: string[] = [];
  const own = newRunToken();
  const helper = await start({ ...at, own, onLine: ({ text }) => lines.push(text) });
  const stop = (): void => void helper.stop();
  signal.addEventListener("abort", stop, { once: true });
  const { code } = await helper.exited;
  signal.removeEventListener("abort", stop);
  if (code === 0) return;
  throw new Failure({
    ...machineFailure("not-attached", `The debugger did not get into ${name}`).problem,
    hint: "Restart the service under a debugger instead: Debug in the Scenario view.",
    exit: exits.machine,
    lines: lines.slice(-10),
  });
};
