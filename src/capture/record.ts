import type { Line } from "../processes/types";

/** One line of a log file: `<epochMs> <o|e> <text>`. */
export const encodeRecord = ({ time, stream, text }: Line): string =>
  `${Math.round(time)} ${stream === "stderr" ? "e" : "o"} ${text.replaceAll("\n", "\\n")}\n`;

/** Undefined for what is no record: half a line of a disk that was full. */
export const decodeRecord = (line: string): Line | undefined => {
  const match = /^(\d+) ([oe]) /.exec(line);
  if (!match) return undefined;
  return {
    time: Number(match[1]),
    stream: match[2] === "e" ? "stderr" : "stdout",
    text: line.slice(match[0].length),
  };
};
