import { stripVTControlCharacters } from "node:util";
import type { LogRow, LogView } from "../../logs/view";

/** A line as people paste them: time, side and service, what came by stderr marked, no colour codes. */
export const lineText = ({ time, stream, source, text }: LogRow, withSource: boolean): string =>
  [
    timeOfDay(new Date(time)),
    ...(withSource ? [[source.side, source.service].filter((part) => part !== undefined).join(" ")] : []),
    stream === "stderr" ? "!" : " ",
    stripVTControlCharacters(text),
  ].join(" ");

const windowSize = 2_000;

/** All lines of a view, a window at a time. */
export async function* textOf(view: LogView, from = 0, to: number = view.count): AsyncGenerator<string> {
  for (let at = from; at < to; at += windowSize) {
    const rows = await view.rows(at, Math.min(to, at + windowSize));
    if (rows.length === 0) return;
    const withSource = view.sources.length > 1;
    const whole = await Promise.all(
      rows.map(async (row) => (row.cut === undefined ? row : { ...row, text: await view.whole(row.line) })),
    );
    yield whole.map((row) => `${lineText(row, withSource)}\n`).join("");
  }
}

const timeOfDay = (date: Date): string => {
  const two = (value: number): string => String(value).padStart(2, "0");
  const whole = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(":");
  return `${whole}.${String(date.getMilliseconds()).padStart(3, "0")}`;
};
