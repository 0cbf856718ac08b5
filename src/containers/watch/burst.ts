import { deferred } from "../../util/deferred";
import { orAborted } from "../../util/pausing";
import type { Clock } from "../../util/time";

export interface Burst {
  /** Settles once it has been quiet for a while, or the first news are that old. */
  over(signal: AbortSignal): Promise<void>;
  news(): void;
}

/** Many news at once are one: whoever looks afterwards has seen them all. */
export const newBurst = (clock: Clock, quietMs: number, longestMs: number): Burst => {
  let last: number | undefined;
  let first = deferred<void>();
  return {
    news: () => {
      last = clock.now();
      first.resolve();
    },
    over: async (signal) => {
      await orAborted(first.promise, signal);
      const began = clock.now();
      while (last !== undefined) {
        const left = Math.min(last + quietMs, began + longestMs) - clock.now();
        if (left <= 0) break;
        await clock.sleep(left, signal);
      }
      last = undefined;
      first = deferred();
    },
  };
};
