import { withinTime } from "../../util/pausing";
import type { Asked } from "./probe";

const firstPatienceMs = 5000;
const longestPatienceMs = 60_000;

/**
 * Each asking may take a while, and longer than the one before. In a service held by its debugger it may take
 * for ever: a request that is given up there would be gone when the user continues.
 */
export const patiently = (
  what: string,
  asked: Asked,
  askOnce: (signal: AbortSignal) => Promise<string | undefined>,
): ((signal: AbortSignal) => Promise<string | undefined>) => {
  let ms = firstPatienceMs;
  return async (signal) => {
    const limit = { ms, clock: asked.ports.clock, pause: asked.pause, signal };
    const outcome = await withinTime(limit, askOnce);
    if (!outcome.late) return outcome.value;
    const given = ms / 1000;
    ms = Math.min(longestPatienceMs, ms * 2);
    return `${what} gave no answer within ${given} s`;
  };
};

export const noAnswer = (what: string): string => `${what} gave no answer yet`;
