import { interrupted } from "../util/problem";

export interface Ordered {
  readonly id: string;
  readonly after: readonly string[];
}

/**
 * Runs each step as soon as those before it are done. At the first failure the others are told to stop, all are
 * waited for, and the failure is thrown: nothing goes on behind the caller's back.
 */
export const runSteps = async <S extends Ordered>(
  steps: readonly S[],
  signal: AbortSignal,
  run: (step: S, signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  const stop = new AbortController();
  const both = AbortSignal.any([signal, stop.signal]);
  const done = new Map<string, Promise<void>>();
  const failures: unknown[] = [];
  const start = (step: S): Promise<void> => {
    const known = done.get(step.id);
    if (known !== undefined) return known;
    const promise = runAfter(
      step,
      steps.filter(({ id }) => step.after.includes(id)).map(start),
      both,
      run,
    ).catch((error: unknown) => {
      failures.push(error);
      stop.abort();
    });
    done.set(step.id, promise);
    return promise;
  };
  await Promise.all(steps.map(start));
  if (failures.length > 0) throw failures[0];
  if (signal.aborted) throw interrupted("The emulation");
};

const runAfter = async <S>(
  step: S,
  before: readonly Promise<void>[],
  signal: AbortSignal,
  run: (step: S, signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  await Promise.all(before);
  if (!signal.aborted) await run(step, signal);
};
