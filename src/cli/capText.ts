import { capOf, keepCap } from "../emulation/cap";
import type { Cleanable } from "../emulation/cleaning";
import { keepLogs } from "../emulation/retention";
import type { StateFolder } from "../emulation/stateFolder";
import { bytes, plural } from "../util/text";
import type { Cli } from "./verb";

export const keepStateSmall = async (state: StateFolder, cli: Cli): Promise<void> => {
  const old = await keepLogs(state);
  if (old.length > 0)
    cli.terminal.say(
      `Removed ${plural(old.length, "past emulation")} with logs, ${sizeOf(old)}: too old, or too many.`,
    );
  const evicted = await keepCap(state, capOf(cli.env));
  if (evicted.length === 0) return;
  cli.terminal.say(
    `The state folder had outgrown its cap: removed ${plural(evicted.length, "unused thing")}, ${sizeOf(evicted)}.`,
  );
};

const sizeOf = (removed: readonly Cleanable[]): string =>
  bytes(removed.reduce((sum, one) => sum + one.bytes, 0));
