import { inputFailure, interrupted } from "../util/problem";
import { nearest } from "../util/text";
import type { Run } from "./run";
import { startServiceStep } from "./serviceStep";

/** What a person does to one service while the rest keeps running. */
export const stopOne = async (run: Run, name: string): Promise<void> => {
  const stopped = known(run, name).stop();
  await run.turns.take(name, async () => {
    await stopped;
    await known(run, name).stop();
  });
};

export const startOne = async (run: Run, name: string, signal: AbortSignal): Promise<void> => {
  known(run, name);
  await run.turns.take(name, async () => {
    const { kind } = known(run, name).state();
    if (kind === "stopped" || kind === "failed") await startServiceStep(run, name, signal);
  });
};

/** From its plan anew, so that a changed version or debugger counts; its ports stay. */
export const restartOne = async (run: Run, name: string, signal: AbortSignal): Promise<void> => {
  const service = known(run, name);
  // At once: whoever still waits for it to get ready is told that it won't.
  const stopped = run.turns.changing ? undefined : service.stop();
  await run.turns.take(name, async (isLast) => {
    await stopped;
    await known(run, name).stop();
    if (!isLast()) throw interrupted(`Restarting ${name}`);
    await startServiceStep(run, name, signal);
  });
};

export const setDebugged = async (
  run: Run,
  name: string,
  debugged: boolean,
  signal: AbortSignal,
): Promise<void> => {
  if (run.plan.settled.services[name]?.debug === undefined) {
    throw inputFailure("not-debuggable", `${name} has no \`debug\` in the scenario`, {
      hint: `Add "debug": { "language": "python" } (or node, go, native) to the service.`,
    });
  }
  if (debugged === run.debugged.has(name)) return;
  if (debugged) run.debugged.add(name);
  else run.debugged.delete(name);
  await restartOne(run, name, signal);
};

const known = (run: Run, name: string) => {
  const service = run.services.get(name);
  if (service) return service;
  const near = nearest(name, run.services.keys());
  throw inputFailure("unknown-service", `This emulation has no service “${name}”`, {
    hint: `${near ? `Did you mean ${near}? ` : ""}It has ${[...run.services.keys()].join(", ") || "none"}.`,
  });
};
