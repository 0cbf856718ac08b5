import { stopSignals } from "../processes/stopSignals";
import type { Terminal } from "./terminal";
import type { Cli } from "./verb";

/** The first Ctrl-C (or SIGTERM, or a closed terminal) asks to stop and undo, the second to do it now. */
export const signals = (terminal: Terminal, undoes: boolean): Pick<Cli, "signal" | "onHurry"> => {
  const stop = new AbortController();
  let hurry: () => void = () => undefined;
  const heard = (): void => {
    if (stop.signal.aborted) {
      terminal.say("Ending everything now.");
      hurry();
      return;
    }
    if (terminal.interactive && undoes) terminal.say("Stopping and undoing; Ctrl-C again ends it at once.");
    stop.abort();
  };
  for (const name of stopSignals()) process.on(name, heard);
  return {
    signal: stop.signal,
    onHurry: (next) => {
      hurry = next;
    },
  };
};
