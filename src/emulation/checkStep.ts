import { runCheck } from "../checks/check";
import { runCommand } from "../checks/command";
import type { CheckResult, CheckWorld } from "../checks/types";
import { start } from "../processes/spawn";
import { problemOf } from "../util/problem";
import { systemClock } from "../util/time";
import { fillCheck, fillCommand } from "./filling";
import { followLog } from "./followLog";
import type { Run } from "./run";

/** All checks, one after the other in the order of the file; then cleanup, whatever came out. */
export const checkStep = async (run: Run, signal: AbortSignal): Promise<CheckResult[]> => {
  const results: CheckResult[] = [];
  try {
    for (const check of Object.values(run.plan.settled.checks)) {
      const result = await runCheck(fillCheck(run, check), checkWorld(run, signal));
      results.push(result);
      run.events.fire({ kind: "check", result });
    }
  } finally {
    await cleanUp(run);
  }
  return results;
};

export const checkWorld = (run: Run, signal: AbortSignal): CheckWorld => ({
  clock: systemClock,
  pause: run.pause,
  secrets: run.secrets,
  spawn: start,
  followLog: followLog(run),
  onLine: (name, line) => run.events.fire({ kind: "output", step: name, line }),
  signal,
});

/** A cleanup that fails does not change the verdict; it is told. */
const cleanUp = async (run: Run): Promise<void> => {
  for (const command of run.plan.settled.cleanup) {
    try {
      await runCommand(fillCommand(run, command), checkWorld(run, new AbortController().signal));
    } catch (error) {
      const problem = problemOf(error);
      run.events.fire({ kind: "trouble", problem: { ...problem, message: `Cleanup: ${problem.message}` } });
    }
  }
};
