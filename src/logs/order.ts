import type { Columns } from "./index/columns";
import { isContinued } from "./index/meta";

const chunkBits = 16;
const chunkSize = 1 << chunkBits;
const markBits = 10;
const markSize = 1 << markBits;

/**
 * The lines of many sources by time: for each line of the whole, whose it is. Every so often it is noted how many of
 * each source came before, so that any place is found from a place nearby.
 */
export class Order {
  readonly #chunks: (Uint8Array | Uint16Array)[] = [];
  readonly #marks: Uint32Array[] = [];
  #taken: number[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  sourceAt(line: number): number {
    return this.#chunks[line >>> chunkBits]?.[line & (chunkSize - 1)] ?? 0;
  }

  /** How many lines of each source stand before this line. */
  before(line: number, sources: number): number[] {
    const mark = line >>> markBits;
    const counts = Array.from({ length: sources }, (_, source) => this.#marks[mark]?.[source] ?? 0);
    if (mark >= this.#marks.length) return Array.from({ length: sources }, (_, i) => this.#taken[i] ?? 0);
    for (let at = mark << markBits; at < line; at++) {
      const source = this.sourceAt(at);
      counts[source] = (counts[source] ?? 0) + 1;
    }
    return counts;
  }

  /** Where a source's line stands; the count where it isn't merged yet. */
  lineOf(source: number, sourceLine: number): number {
    if (sourceLine >= (this.#taken[source] ?? 0)) return this.#count;
    let mark = this.#markOf(source, sourceLine);
    let left = sourceLine - (this.#marks[mark]?.[source] ?? 0);
    mark <<= markBits;
    for (; ; mark++) if (this.sourceAt(mark) === source && left-- === 0) return mark;
  }

  #markOf(source: number, sourceLine: number): number {
    let low = 0;
    let high = this.#marks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#marks[middle]?.[source] ?? 0) <= sourceLine) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Takes in what the sources have got since; gives the first line that may be another one now. */
  extend(sources: readonly Columns[]): number {
    while (this.#taken.length < sources.length) this.#taken.push(0);
    const earliest = Math.min(
      ...sources.map((columns, i) =>
        columns.count > this.#at(i) ? columns.time(this.#at(i)) : Number.POSITIVE_INFINITY,
      ),
    );
    if (earliest === Number.POSITIVE_INFINITY) return this.#count;
    this.#giveBack(sources, earliest);
    const from = this.#count;
    this.#merge(sources);
    return from;
  }

  /** Lines that are not before the new ones, and the whole of their records. */
  #giveBack(sources: readonly Columns[], earliest: number): void {
    while (this.#count > 0) {
      const source = this.sourceAt(this.#count - 1);
      const columns = sources[source];
      const next = this.#at(source);
      const splits = columns !== undefined && next < columns.count && isContinued(columns.meta(next));
      if (columns === undefined || (columns.time(next - 1) < earliest && !splits)) return;
      this.#count--;
      this.#taken[source] = next - 1;
      if ((this.#count & (markSize - 1)) === 0) this.#marks.pop();
    }
  }

  #merge(sources: readonly Columns[]): void {
    for (let source = this.#earliest(sources, -1); source >= 0; source = this.#earliest(sources, -1)) {
      const other = this.#earliest(sources, source);
      const until = other < 0 ? Number.POSITIVE_INFINITY : (sources[other]?.time(this.#at(other)) ?? 0);
      const columns = sources[source];
      if (columns !== undefined) this.#run(source, columns, until, source < other);
    }
  }

  /** As many lines of one source as come before anybody else's; of lines of one time the first source's come first. */
  #run(source: number, columns: Columns, until: number, goesFirst: boolean): void {
    let at = this.#at(source);
    for (; at < columns.count; at++) {
      const time = columns.time(at);
      const before = time < until || (goesFirst && time === until);
      if (!before && !isContinued(columns.meta(at))) break;
      this.#push(source);
      this.#taken[source] = at + 1;
    }
  }

  #earliest(sources: readonly Columns[], except: number): number {
    let found = -1;
    let earliest = Number.POSITIVE_INFINITY;
    for (let i = 0; i < sources.length; i++) {
      const columns = sources[i];
      const at = this.#at(i);
      if (i === except || columns === undefined || at >= columns.count) continue;
      const time = columns.time(at);
      if (time < earliest) {
        earliest = time;
        found = i;
      }
    }
    return found;
  }

  #at(source: number): number {
    return this.#taken[source] ?? 0;
  }

  #push(source: number): void {
    if ((this.#count & (markSize - 1)) === 0) this.#marks.push(Uint32Array.from(this.#taken));
    const words = this.#wordsFor(source);
    words[this.#count & (chunkSize - 1)] = source;
    this.#count++;
  }

  /** A byte for each line, until there are so many sources that it takes two. */
  #wordsFor(source: number): Uint8Array | Uint16Array {
    const chunk = this.#count >>> chunkBits;
    const known = this.#chunks[chunk] ?? new Uint8Array(chunkSize);
    const words = source > 255 && known instanceof Uint8Array ? Uint16Array.from(known) : known;
    if (words !== this.#chunks[chunk]) this.#chunks[chunk] = words;
    return words;
  }
}
