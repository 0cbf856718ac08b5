import { interrupted } from "./problem";

/** The port for time, so that tests need not wait. */
export interface Clock {
  now(): number;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(interrupted("Waiting"));
    const stop = (): void => {
      clearTimeout(timer);
      reject(interrupted("Waiting"));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });

export const systemClock: Clock = { now: () => Date.now(), sleep };

export const throwIfAborted = (signal: AbortSignal | undefined, what: string): void => {
  if (signal?.aborted) throw interrupted(what);
};

/** `60s`, `500ms`, `2m` or a number of seconds, in milliseconds; undefined where it is none of these. */
export const parseDuration = (text: string | number): number | undefined => {
  if (typeof text === "number") return text * 1000;
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/.exec(text.trim());
  if (!match) return undefined;
  const unit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }[match[2] ?? "s"] ?? 1000;
  return Number(match[1]) * unit;
};
