import { thisMachine } from "../emulation/machine";
import { recover } from "../emulation/recover";
import type { EmulationWorld } from "../emulation/world";
import { recoveredLines } from "./recoveredText";
import type { Cli } from "./verb";

/** This machine, after what earlier emulations left behind when they died was undone. */
export const openMachine = async (cli: Cli): Promise<EmulationWorld> => {
  const world = await thisMachine({ env: cli.env, dist: cli.dist });
  for (const one of await recover(world)) {
    for (const line of recoveredLines(one, cli.terminal)) cli.terminal.say(line);
  }
  return world;
};
