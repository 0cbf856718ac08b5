import { inputFailure } from "../util/problem";
import { whyNoMigration } from "./keptState";
import type { Run } from "./run";
import { giveOut } from "./setupStep";

/** Brings a kept state to the versions of this emulation, unless it is there already. */
export const migrateStep = async (
  run: Run,
  index: number,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const command = run.plan.settled.migrate[index];
  if (command === undefined) throw inputFailure("unknown-migrate", `The plan has no migration ${index}`);
  return whyNoMigration(run, command.side) ?? (await giveOut(run, command, signal));
};
