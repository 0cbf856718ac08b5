import { runCommand } from "../checks/command";
import type { SettledCommand } from "../scenario/settled";
import { inputFailure } from "../util/problem";
import { checkWorld } from "./checkStep";
import { fillCommand } from "./filling";
import type { Run } from "./run";

/** Runs one setup command; what it gives out is `${outputs.NAME}` from then on. */
export const setupStep = async (
  run: Run,
  index: number,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const command = run.plan.settled.setup[index];
  if (command === undefined) throw inputFailure("unknown-setup", `The plan has no setup step ${index}`);
  return await giveOut(run, command, signal);
};

export const giveOut = async (
  run: Run,
  command: SettledCommand,
  signal: AbortSignal,
): Promise<string | undefined> => {
  const { outputs } = await runCommand(fillCommand(run, command), checkWorld(run, signal));
  for (const [name, value] of Object.entries(outputs)) run.values.outputs.set(name, value);
  const names = Object.keys(outputs);
  return names.length === 0 ? undefined : `gives ${names.join(", ")}`;
};
