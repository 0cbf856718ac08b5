import type { Clock } from "./time";

/** While a target is held or stopped, clocks of readiness and checks stand still. */
export interface Pause {
  readonly paused: boolean;
  /** Settles at the next change. */
  changed(): Promise<void>;
}

export const neverPaused: Pause = { paused: false, changed: () => new Promise(() => undefined) };

export interface Limit {
  readonly ms: number;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly signal?: AbortSignal;
}

export type Limited<T> = { readonly late: false; readonly value: T } | { readonly late: true };

/** Gives `work` so much unpaused time; when it is up, the work's signal is aborted and its end awaited. */
export const withinTime = async <T>(
  limit: Limit,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Limited<T>> => {
  const late = new AbortController();
  const finished = new AbortController();
  const signal = limit.signal ? AbortSignal.any([limit.signal, late.signal]) : late.signal;
  const working = work(signal);
  const timeIsUp = sleepUnpaused({ ...limit, signal: finished.signal }).then(
    () => true,
    () => false,
  );
  try {
    const first = await Promise.race([working.then((value) => ({ value })), timeIsUp]);
    if (typeof first === "object") return { late: false, value: first.value };
    late.abort();
    await Promise.allSettled([working]);
    return { late: true };
  } finally {
    finished.abort();
  }
};

/** Waits until `ms` have gone by in which nothing was paused. */
export const sleepUnpaused = async ({ ms, clock, pause, signal }: Limit): Promise<void> => {
  let left = ms;
  while (left > 0) {
    if (pause.paused) await orAborted(pause.changed(), signal);
    else left -= await sleepUntilChange(left, clock, pause, signal);
  }
};

const sleepUntilChange = async (
  ms: number,
  clock: Clock,
  pause: Pause,
  signal: AbortSignal | undefined,
): Promise<number> => {
  const began = clock.now();
  const changed = new AbortController();
  const either = signal ? AbortSignal.any([signal, changed.signal]) : changed.signal;
  const asleep = clock.sleep(ms, either).catch((error: unknown) => {
    if (!changed.signal.aborted) throw error;
  });
  await Promise.race([asleep, pause.changed()]);
  changed.abort();
  return clock.now() - began;
};

/** The promise's own outcome, unless the signal comes first. */
export const orAborted = <T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  new Promise((resolve, reject) => {
    if (signal === undefined) return void promise.then(resolve, reject);
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) return stop();
    signal.addEventListener("abort", stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
