import type { Line } from "../processes/types";

/** One line of a log file: `<epochMs> <o|e> <text>`. */
export const encodeRecord = ({ time, stream, text }: Line): string =>
  `${Math.round(time)} ${stream === "stderr" ? "e" : "o"} ${text.includes("\n") ? text.replaceAll("\n", "\\n") : text}\n`;

/** Undefined for what is no record: half a line of a disk that was full. Asked of every line that is read. */
export const decodeRecord = (line: string): Line | undefined => {
  let at = 0;
  let time = 0;
  for (let digit = digitAt(line, at); digit >= 0; digit = digitAt(line, at)) {
    time = time * 10 + digit;
    at++;
  }
  if (at === 0 || line[at] !== " " || line[at + 2] !== " ") return undefined;
  const stream = line[at + 1];
  if (stream !== "o" && stream !== "e") return undefined;
  return { time, stream: stream === "e" ? "stderr" : "stdout", text: line.slice(at + 3) };
};

/** The time of the record that begins at this byte; undefined where none does. */
export const timeAt = (bytes: Uint8Array, begin: number): number | undefined => {
  let time = 0;
  for (let at = begin; ; at++) {
    const digit = (bytes[at] ?? blank) - zero;
    if (digit < 0 || digit > 9) return at === begin || bytes[at] !== blank ? undefined : time;
    time = time * 10 + digit;
  }
};

const zero = 0x30;
const blank = 0x20;

const digitAt = (text: string, at: number): number => {
  const digit = text.charCodeAt(at) - zero;
  return digit >= 0 && digit <= 9 ? digit : -1;
};
