import { capOf, keepCap } from "../emulation/cap";
import type { StateFolder } from "../emulation/stateFolder";
import { bytes, plural } from "../util/text";
import type { Cli } from "./verb";

export const keepStateSmall = async (state: StateFolder, cli: Cli): Promise<void> => {
  const evicted = await keepCap(state, capOf(cli.env));
  if (evicted.length === 0) return;
  const size = bytes(evicted.reduce((sum, one) => sum + one.bytes, 0));
  cli.terminal.say(
    `The state folder had outgrown its cap: removed ${plural(evicted.length, "unused thing")}, ${size}.`,
  );
};
