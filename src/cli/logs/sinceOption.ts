import { inputFailure } from "../../util/problem";
import { parseDuration } from "../../util/time";

/** `10m` before `end`, a date, or a time of the day of `end`. */
export const sinceTime = (text: string, end: number): number => {
  const ago = parseDuration(text);
  if (ago !== undefined) return end - ago;
  const clock = /^(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d{1,3}))?)?$/.exec(text.trim());
  const time = clock === null ? Date.parse(text) : onDayOf(end, clock);
  if (!Number.isNaN(time)) return time;
  throw inputFailure("bad-since", `--since ${text} is no time`, {
    hint: "For example --since 10m, --since 14:38:05 or --since 2026-11-20T14:38:05Z",
  });
};

const onDayOf = (end: number, [, hours, minutes, seconds = "0", fraction = "0"]: RegExpExecArray): number =>
  new Date(end).setHours(Number(hours), Number(minutes), Number(seconds), Number(fraction.padEnd(3, "0")));
