import type { Line } from "../processes/types";
import { decodeRecord } from "./record";

/**
 * The records of whole lines, from one place among them to before another. A line that is no record (of a file that
 * was damaged) is given as it is, at the time of its forerunner, so that numbers of lines stay what they are.
 */
export const recordsIn = (bytes: Buffer, from = 0, to = Number.POSITIVE_INFINITY): Line[] => {
  const text = bytes.toString("utf8");
  const lines: Line[] = [];
  let begin = 0;
  let time = 0;
  for (let number = 0; number < to; number++) {
    const end = text.indexOf("\n", begin);
    if (end < 0) break;
    if (number >= from) {
      const raw = text.slice(begin, end);
      const line = decodeRecord(raw) ?? { time, stream: "stderr", text: raw };
      time = line.time;
      lines.push(line);
    }
    begin = end + 1;
  }
  return lines;
};
