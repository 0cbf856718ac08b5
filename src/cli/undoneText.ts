import type { Undone } from "../emulation/undo";
import type { Terminal } from "./terminal";

export const sayUndone = ({ kept }: Undone, terminal: Terminal): void => {
  if (kept.length === 0) terminal.say(`${terminal.paint("green", "✓")} restored: nothing left`);
  else terminal.say(`${terminal.paint("yellow", "!")} restored, but kept because of edits of yours:`);
  for (const one of kept) terminal.say(`    ${one}`);
};
