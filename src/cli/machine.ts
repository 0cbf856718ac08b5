import { thisMachine } from "../emulation/machine";
import { recover } from "../emulation/recover";
import type { EmulationWorld } from "../emulation/world";
import type { Cli } from "./verb";

/** This machine, after what earlier emulations left behind when they died was undone. */
export const openMachine = async (cli: Cli): Promise<EmulationWorld> => {
  const world = await thisMachine({ env: cli.env, dist: cli.dist });
  for (const { emulation, did } of await recover(world)) {
    cli.terminal.say(
      `Cleaned up emulation ${emulation}, whose host had died: ${did.join(", ") || "nothing was left"}`,
    );
  }
  return world;
};
