import type { Clock } from "../../util/time";

export interface Burst {
  /** Settles once it has been quiet for a while, or the first news are that old. */
  over(signal: AbortSignal): Promise<void>;
  news(): void;
}

/** Many news at once are one: whoever looks afterwards has seen them all. */
export const newBurst = (clock: Clock, quietMs: number, longestMs: number): Burst => {
  let waiting: (() => void) | undefined;
  let last: number | undefined;
  const first = async (signal: AbortSignal): Promise<void> => {
    if (last !== undefined) return;
    await new Promise<void>((resolve) => {
      waiting = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    waiting = undefined;
  };
  return {
    news: () => {
      last = clock.now();
      waiting?.();
    },
    over: async (signal) => {
      await first(signal);
      const began = clock.now();
      while (last !== undefined) {
        const left = Math.min(last + quietMs, began + longestMs) - clock.now();
        if (left <= 0) break;
        await clock.sleep(left, signal);
      }
      last = undefined;
    },
  };
};
