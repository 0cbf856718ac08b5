import type { Recovered } from "../emulation/recover";
import { problemLines } from "./problemText";
import type { Terminal } from "./terminal";

/** What was undone of an emulation that died, or why it was not. */
export const recoveredLines = (
  { emulation, did, kept, failed }: Recovered,
  terminal: Pick<Terminal, "paint">,
): string[] => {
  if (failed !== undefined) {
    const rest = `Emulation ${emulation}, whose host had died, could not be undone; mend this and run backcompat recover`;
    return [rest, ...problemLines(failed, terminal).map((line) => `  ${line}`)];
  }
  const done = did.join(", ") || "nothing was left";
  return [
    `Cleaned up emulation ${emulation}, whose host had died: ${done}`,
    ...kept.map((one) => `  kept ${one}`),
  ];
};
