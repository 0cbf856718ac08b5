import { type Limit, withinTime } from "../../util/pausing";
import type { Clock } from "../../util/time";
import type { Probe } from "./probe";

const shortestPauseMs = 10;
const longestPauseMs = 250;

/** Asks until every condition is met: the result is what was still unmet when time was up. */
export const untilReady = async (probes: readonly Probe[], limit: Limit): Promise<readonly string[]> => {
  const reasons = new Map<Probe, string>(probes.map((probe) => [probe, probe.before]));
  const poll = async (probe: Probe, signal: AbortSignal): Promise<void> => {
    await pollOne(probe, limit.clock, signal, (why) => reasons.set(probe, why));
    reasons.delete(probe);
  };
  const outcome = await withinTime(limit, (signal) =>
    Promise.all(probes.map((probe) => poll(probe, signal))),
  );
  return outcome.late ? await Promise.all([...reasons].map(explained)) : [];
};

/** Seen at most a tenth later than it is there: fast servers at once, and slow ones cost little. */
const pollOne = async (
  probe: Probe,
  clock: Clock,
  signal: AbortSignal,
  unmet: (why: string) => void,
): Promise<void> => {
  const began = clock.now();
  for (;;) {
    const why = await probe.ask(signal);
    if (why === undefined) return;
    unmet(why);
    const tenth = (clock.now() - began) / 10;
    await clock.sleep(Math.min(longestPauseMs, Math.max(shortestPauseMs, tenth)), signal);
  }
};

const explained = async ([probe, why]: readonly [Probe, string]): Promise<string> => {
  const more = await probe.explain?.();
  return more === undefined ? why : `${why}; ${more}`;
};
