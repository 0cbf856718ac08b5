import { timeAt } from "./record";

/** Every so many bytes a line gets an entry: what one looks for is then never further away. */
const stride = 64 * 1024;
const newline = 0x0a;

/** A run of whole lines of a segment. */
export interface Span {
  readonly begin: number;
  readonly end: number;
  readonly firstLine: number;
  readonly lines: number;
}

export interface LineIndexData {
  readonly end: number;
  readonly lines: number;
  /** For each entry: where its first line begins, the number of that line, the latest time until its end. */
  readonly offsets: readonly number[];
  readonly firstLines: readonly number[];
  readonly latest: readonly number[];
}

/** Where the lines of one segment are, and when they were said: sparse, so that a million lines cost a few KB. */
export class LineIndex implements LineIndexData {
  readonly offsets: number[];
  readonly firstLines: number[];
  readonly latest: number[];
  /** Whole lines reach up to here. */
  end: number;
  lines: number;

  constructor(data?: LineIndexData) {
    this.offsets = [...(data?.offsets ?? [])];
    this.firstLines = [...(data?.firstLines ?? [])];
    this.latest = [...(data?.latest ?? [])];
    this.end = data?.end ?? 0;
    this.lines = data?.lines ?? 0;
  }

  /** The bytes that follow upon `end`; only whole lines are taken. */
  take(bytes: Buffer): number {
    const base = this.end;
    let begin = 0;
    let latest = this.latest.at(-1) ?? 0;
    let nextEntry = (this.offsets.at(-1) ?? -stride) + stride;
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, begin)) {
      if (base + begin >= nextEntry) {
        if (this.latest.length > 0) this.latest[this.latest.length - 1] = latest;
        this.#enter(base + begin, latest);
        nextEntry = base + begin + stride;
      }
      const time = timeAt(bytes, begin);
      if (time !== undefined && time > latest) latest = time;
      this.lines++;
      begin = at + 1;
    }
    if (this.latest.length > 0) this.latest[this.latest.length - 1] = latest;
    this.end = base + begin;
    return begin;
  }

  /** The entry in which a line is. */
  entryOf(line: number): number {
    return lastNotAbove(this.firstLines, line);
  }

  /** The first entry that reaches this time, as clocks may jump back; undefined where none does. */
  entryAt(time: number): number | undefined {
    // Whole milliseconds are all that records have.
    const entry = lastNotAbove(this.latest, Math.ceil(time) - 1) + 1;
    return entry < this.latest.length ? entry : undefined;
  }

  /** From one entry until so many bytes or more, in whole entries. */
  span(entry: number, bytes: number): Span {
    const begin = this.offsets[entry] ?? this.end;
    let next = entry + 1;
    while (next < this.offsets.length && this.#endOf(next) - begin <= bytes) next++;
    const firstLine = this.firstLines[entry] ?? this.lines;
    const after = this.firstLines[next] ?? this.lines;
    return { begin, end: this.#endOf(next - 1), firstLine, lines: after - firstLine };
  }

  #endOf(entry: number): number {
    return this.offsets[entry + 1] ?? this.end;
  }

  #enter(offset: number, latest: number): void {
    this.offsets.push(offset);
    this.firstLines.push(this.lines);
    this.latest.push(latest);
  }
}

/** The place of the last of the ascending values that is not above; -1 where all are. */
const lastNotAbove = (values: readonly number[], value: number): number => {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};
