import type { RootCauses } from "../logs/types";
import type { Listen } from "../util/events";
import type { Clock } from "../util/time";

export interface LastWords {
  /** Each further line of a service. */
  readonly onLine: Listen<unknown>;
  readonly find: () => RootCauses;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

const quietMs = 250;
/** Before it is said of a side that it was silent, it has so much time to speak. */
const silentMs = 1000;
/** A server that never stops talking doesn't hold us longer. */
const mostMs = 2000;

/**
 * A check may end before the other side has written why: one side's traceback comes a moment after the answer
 * that broke. So what is said is heard to its end before anything is stopped.
 */
export const causesOnceSaid = async ({ onLine, find, clock, signal }: LastWords): Promise<RootCauses> => {
  let lines = 0;
  const counting = onLine(() => lines++);
  const began = clock.now();
  try {
    for (let causes = find(), heard = 0; ; heard = lines) {
      await clock.sleep(quietMs, signal);
      const passed = clock.now() - began;
      if (lines > heard) causes = find();
      const complete = lines === heard && (causes.silent.length === 0 || passed >= silentMs);
      if (complete || passed >= mostMs) return causes;
    }
  } finally {
    counting.dispose();
  }
};
