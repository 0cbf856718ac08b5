import { stopSignals } from "../processes/stopSignals";
import { undoDead } from "./recover";
import { stateFolder } from "./stateFolder";
import { undoWorld } from "./undoWorld";

/** Waits at the end of a pipe; when its other end dies without a word, undoes the emulation. */
const graceMs = 900;

const released = async (): Promise<boolean> => {
  let text = "";
  for await (const chunk of process.stdin) text += String(chunk);
  return text.startsWith("released");
};

const guard = async (emulation: string): Promise<void> => {
  if (await released()) return;
  await undoDead(emulation, graceMs, undoWorld(stateFolder(process.env)));
};

// The terminal's Ctrl-C and hang-up are the host's to answer.
for (const signal of stopSignals()) process.on(signal, () => undefined);

guard(process.argv[2] ?? "").catch(() => {
  // Nobody reads our output; the journal still says what is left, and `recover` undoes it.
  process.exitCode = 1;
});
