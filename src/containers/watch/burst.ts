import { deferred } from "../../util/deferred";
import { orAborted } from "../../util/pausing";
import type { Clock } from "../../util/time";

export interface Burst {
  /** Settles once it has been quiet for a while, or the first news are old; never too soon after the last time. */
  over(signal: AbortSignal): Promise<void>;
  news(): void;
}

export interface Pace {
  readonly quietMs: number;
  readonly longestMs: number;
  readonly spacingMs: number;
}

/** Many news at once are one: whoever looks afterwards has seen them all. */
export const newBurst = (clock: Clock, { quietMs, longestMs, spacingMs }: Pace): Burst => {
  let first = deferred<void>();
  let last = 0;
  let earliest = 0;
  return {
    news: () => {
      last = clock.now();
      first.resolve();
    },
    over: async (signal) => {
      await orAborted(first.promise, signal);
      const began = clock.now();
      for (;;) {
        const due = Math.max(earliest, Math.min(last + quietMs, began + longestMs));
        if (due <= clock.now()) break;
        await clock.sleep(due - clock.now(), signal);
      }
      first = deferred();
      earliest = clock.now() + spacingMs;
    },
  };
};
