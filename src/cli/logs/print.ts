import type { LogRow, LogView } from "../../logs/view";
import { throwIfAborted } from "../../util/time";
import type { Output } from "./output";

export interface Printing {
  readonly output: Output;
  readonly text: (row: LogRow) => string;
  readonly signal: AbortSignal;
}

/** From one line up to another; false once nobody reads any more. */
export const printRows = async (
  view: LogView,
  from: number,
  to: number,
  { output, text, signal }: Printing,
): Promise<boolean> => {
  for (let line = from; line < to; line += page) {
    throwIfAborted(signal, "Printing logs");
    const rows = await view.rows(line, Math.min(line + page, to));
    if (!(await output.write(rows.map(text)))) return false;
  }
  return true;
};

const page = 2000;
