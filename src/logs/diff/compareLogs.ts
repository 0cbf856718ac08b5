import type { EmulationRecord } from "../../emulation/record";
import { throwIfAborted } from "../../util/time";
import type { LogRow, LogSource, LogView } from "../view";
import { type Change, diffLines } from "./diffLines";
import { maskLine } from "./mask";

/** One emulation's part in a comparison. */
export interface ComparedLog {
  readonly view: LogView;
  readonly record: EmulationRecord;
}

export interface HunkLine {
  /** `-` only the one that it is compared with has it, `+` only this one, blank both. */
  readonly sign: " " | "-" | "+";
  readonly text: string;
  /** Its place in its source: this emulation's, of `-` the other's. */
  readonly sourceLine: number;
}

export interface LogHunk {
  readonly service: string;
  readonly side: string | undefined;
  readonly lines: readonly HunkLine[];
}

/** What this emulation's services said otherwise than another's, with a few lines around it. */
export const compareLogs = async (
  here: ComparedLog,
  other: ComparedLog,
  signal?: AbortSignal,
): Promise<LogHunk[]> => {
  const hunks: LogHunk[] = [];
  for (const source of sourcesOfBoth(here.view, other.view)) {
    throwIfAborted(signal, "Comparing logs");
    const [before, after] = [await linesOf(other, source.service), await linesOf(here, source.service)];
    const { service, side } = source;
    const changes = diffLines(before.masked, after.masked);
    hunks.push(...hunksOf(changes, before.rows, after.rows).map((lines) => ({ service, side, lines })));
  }
  return hunks;
};

const sourcesOfBoth = (here: LogView, other: LogView): LogSource[] => [
  ...new Map([...other.sources, ...here.sources].map((source) => [source.service, source])).values(),
];

/** Of a log that is longer, its last lines. */
const mostLines = 200_000;

const linesOf = async ({ view, record }: ComparedLog, service: string) => {
  const one = view.filter({ services: [service] });
  try {
    await one.settled();
    const end = record.stopping === undefined ? one.count : one.at(record.stopping + 1);
    const rows = await one.rows(Math.max(0, end - mostLines), end);
    // The longest first: one may lie within another.
    const places = Object.values(record.dirs ?? {}).sort((a, b) => b.length - a.length);
    return { rows, masked: rows.map(({ text }) => maskLine(text, [...places, record.id])) };
  } finally {
    one.dispose();
  }
};

const around = 3;

const hunksOf = (
  changes: readonly Change[],
  before: readonly LogRow[],
  after: readonly LogRow[],
): HunkLine[][] => {
  const hunks: HunkLine[][] = [];
  let shown = 0;
  for (const [index, { a, b }] of changes.entries()) {
    const from = Math.max(shown, b[0] - around);
    const until = Math.min(b[1] + around, changes[index + 1]?.b[0] ?? after.length);
    const lines = [
      ...linesIn(" ", after, from, b[0]),
      ...linesIn("-", before, a[0], a[1]),
      ...linesIn("+", after, b[0], b[1]),
      ...linesIn(" ", after, b[1], until),
    ];
    const last = hunks.at(-1);
    if (last !== undefined && from === shown && index > 0) last.push(...lines);
    else hunks.push(lines);
    shown = until;
  }
  return hunks;
};

const linesIn = (sign: HunkLine["sign"], rows: readonly LogRow[], from: number, to: number): HunkLine[] =>
  rows.slice(from, to).map(({ text, sourceLine }) => ({ sign, text, sourceLine }));
