import { throwIfAborted } from "../../util/time";
import type { LogSource } from "../view";
import { carriageReturn, newline } from "./ascii";
import { Columns } from "./columns";
import { HeadReader, type LineForm } from "./head";
import type { LineBlock, LineStore } from "./lineStore";
import { packMeta } from "./meta";

/** A line as it was read; its kind is in the columns. */
export interface ReadLine {
  readonly text: string;
  readonly time: number;
  /** Characters, about, that were left out. */
  readonly cut: number;
}

/** One source: what is known of all its lines, and the way to their texts. */
export class SourceIndex {
  readonly source: LogSource;
  readonly form: LineForm;
  readonly columns = new Columns();
  readonly store: LineStore;
  /** The number of the first line that was there when it was opened. */
  readonly first: number;
  readonly #head: HeadReader;
  readonly #near: number;

  constructor(source: LogSource, store: LineStore, form: LineForm, near: number) {
    this.source = source;
    this.store = store;
    this.form = form;
    this.first = store.first;
    this.#near = near;
    this.#head = new HeadReader(form, near);
  }

  /** Takes in what was written since. */
  async grow(signal?: AbortSignal): Promise<void> {
    const from = this.first + this.columns.count;
    const range = signal === undefined ? { from } : { from, signal };
    for await (const block of this.store.blocks(range)) {
      throwIfAborted(signal, "Reading logs");
      this.#take(block);
    }
  }

  #take({ buffer, firstLine }: LineBlock): void {
    const { columns } = this;
    // What was dropped before it was read.
    while (this.first + columns.count < firstLine) columns.add(0, columns.lastTime);
    let skip = this.first + columns.count - firstLine;
    let from = 0;
    for (let end = buffer.indexOf(newline); end >= 0; end = buffer.indexOf(newline, from)) {
      if (skip-- <= 0) this.#line(buffer, from, end);
      from = end + 1;
    }
  }

  #line(buffer: Buffer, from: number, end: number): void {
    const head = this.#head;
    head.read(buffer, from, end);
    // A record's further lines stand at its own moment, so that nobody else's come between.
    const time = head.continues ? this.columns.lastTime : head.time;
    this.columns.add(packMeta(head.level, head.stderr, head.continues), time);
  }

  /** Lines by their place in the columns, without `to`. */
  async read(from: number, to: number, longest: number): Promise<ReadLine[]> {
    const lines: ReadLine[] = [];
    const near = this.form.records ? this.#near : this.columns.time(from);
    const head = new HeadReader(this.form, near);
    for await (const block of this.store.blocks({ from: this.first + from, to: this.first + to })) {
      eachLine(block.buffer, (begin, end, index) => {
        const line = block.firstLine + index - this.first;
        if (line < from || line >= to) return;
        head.read(block.buffer, begin, end);
        lines[line - from] = readLine(block.buffer, head, end, longest);
      });
    }
    // What was dropped meanwhile has left no text.
    return Array.from({ length: to - from }, (_, i) => lines[i] ?? { text: "", time: near, cut: 0 });
  }
}

const eachLine = (buffer: Buffer, tell: (begin: number, end: number, index: number) => void): void => {
  let begin = 0;
  let index = 0;
  for (let end = buffer.indexOf(newline); end >= 0; end = buffer.indexOf(newline, begin)) {
    tell(begin, end, index++);
    begin = end + 1;
  }
};

const readLine = (
  buffer: Buffer,
  { textFrom, time }: HeadReader,
  lineEnd: number,
  longest: number,
): ReadLine => {
  const end = buffer[lineEnd - 1] === carriageReturn && lineEnd > textFrom ? lineEnd - 1 : lineEnd;
  const cut = Math.max(0, end - textFrom - longest);
  return { text: buffer.toString("utf8", textFrom, end - cut), time, cut };
};
