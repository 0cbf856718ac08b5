import type { Terminal } from "../terminal";
import type { Paint } from "./rowText";

/** Lines in great numbers: as fast as they are read, and no longer than anybody reads them. */
export interface Output {
  /** False once nobody reads any more. */
  write(lines: readonly string[]): Promise<boolean>;
  /** Undefined where no person looks. */
  readonly paint: Paint | undefined;
}

export const standardOutput = (terminal: Terminal, stream: NodeJS.WriteStream = process.stdout): Output => ({
  write: async (lines) => {
    if (lines.length > 0) terminal.out(lines.join("\n"));
    await new Promise<void>((resolve) => stream.write("", () => resolve()));
    return !stream.destroyed && !stream.errored;
  },
  paint: stream.isTTY === true ? terminal.paint : undefined,
});
