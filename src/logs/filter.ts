import { levelCode } from "./index/levelBytes";
import { isStderr, levelOfMeta } from "./index/meta";
import type { SourceIndex } from "./index/sourceIndex";
import { LineSet } from "./lineSet";
import type { LogBase } from "./logBase";
import { type Pattern, patternOf } from "./search/pattern";
import { SourceHits, searchSource } from "./search/searchSource";
import type { Grown, LogFilter, LogQuery } from "./view";

interface Wish {
  readonly query: LogQuery;
  readonly wanted: boolean;
  readonly hits: Map<SourceIndex, SourceHits>;
}

/** Which lines of a base pass; what texts say is searched once, also when the order changes. */
export class LineFilter {
  readonly filters: readonly LogFilter[];
  readonly lines = new LineSet();
  readonly #base: LogBase;
  readonly #wishes: readonly Wish[];
  readonly #stopped = new AbortController();
  #done = 0;

  constructor(base: LogBase, filters: readonly LogFilter[]) {
    this.#base = base;
    this.filters = filters;
    this.#wishes = filters.flatMap(({ text, not }) => [
      ...(text === undefined ? [] : [wish(text, true)]),
      ...(not === undefined ? [] : [wish(not, false)]),
    ]);
  }

  stop(): void {
    this.#stopped.abort();
  }

  allows({ source }: SourceIndex): boolean {
    return this.filters.every(
      ({ sides, services }) =>
        (sides === undefined || (source.side !== undefined && sides.includes(source.side))) &&
        (services === undefined || services.includes(source.service)),
    );
  }

  /** Lines from here on may be others now. */
  forget(from: number): void {
    if (from >= this.#done) return;
    this.#done = from;
    this.lines.truncate(from);
  }

  async fill(grown: (grown: Grown) => void): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    try {
      for (const source of this.#base.sources) await this.#search(source);
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      throw error;
    }
    this.walk(grown);
  }

  /** Along the order, as far as everything was searched; true at its end. */
  walk(grown: (grown: Grown) => void): boolean {
    const from = this.lines.count;
    if (this.#walk()) grown({ from, count: this.lines.count });
    return this.#done === this.#base.order.count;
  }

  async #search(source: SourceIndex): Promise<void> {
    if (!this.allows(source)) return;
    for (const { query, hits } of this.#wishes) {
      const known = hits.get(source) ?? new SourceHits();
      hits.set(source, known);
      const pattern: Pattern = patternOf(query, source.form.records);
      await searchSource(source, pattern, known, { everyMatch: false, signal: this.#stopped.signal });
    }
  }

  #walk(): boolean {
    const { order, sources } = this.#base;
    const begin = this.#done;
    const tests = sources.map((source) => this.#testOf(source));
    const allowed = Uint8Array.from(sources, (source) => (this.allows(source) ? 1 : 0));
    const at = Uint32Array.from(order.before(begin, sources.length));
    let line = begin;
    for (const { count } = order; line < count; line++) {
      const source = order.sourceAt(line);
      if (allowed[source] !== 1) continue;
      const place = at[source] ?? 0;
      const answer = tests[source]?.answer(place) ?? unknown;
      if (answer === unknown) break;
      if (answer === yes) this.lines.add(line);
      at[source] = place + 1;
    }
    this.#done = line;
    return line > begin;
  }

  #testOf(source: SourceIndex): LineTest {
    const texts = this.#wishes.map(({ wanted, hits }) => ({
      wanted,
      hits: hits.get(source) ?? new SourceHits(),
    }));
    return new LineTest(source, metasThatPass(this.filters), texts);
  }
}

const no = 0;
const yes = 1;
/** A line that wasn't searched yet. */
const unknown = 2;

interface TextTest {
  readonly wanted: boolean;
  readonly hits: SourceHits;
}

/** Asked of every line there is. */
class LineTest {
  readonly #columns: SourceIndex["columns"];
  readonly #metas: Uint8Array;
  readonly #texts: readonly TextTest[];

  constructor({ columns }: SourceIndex, metas: Uint8Array, texts: readonly TextTest[]) {
    this.#columns = columns;
    this.#metas = metas;
    this.#texts = texts;
  }

  answer(line: number): number {
    if (this.#metas[this.#columns.meta(line)] !== 1) return no;
    return this.#texts.length === 0 ? yes : this.#ofTexts(line);
  }

  #ofTexts(line: number): number {
    for (const { wanted, hits } of this.#texts) {
      if (line >= hits.searched) return unknown;
      if (hits.lines.has(line) !== wanted) return no;
    }
    return yes;
  }
}

const wish = (query: LogQuery, wanted: boolean): Wish => {
  // A query that is none is told at once, to who asks.
  patternOf(query, true);
  return { query, wanted, hits: new Map() };
};

/** For each kind of line there can be, 1 where it passes. */
const metasThatPass = (filters: readonly LogFilter[]): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, meta) => (filters.every((filter) => passes(meta, filter)) ? 1 : 0));

const passes = (meta: number, { streams, minLevel }: LogFilter): boolean =>
  (streams?.includes(isStderr(meta) ? "stderr" : "stdout") ?? true) &&
  (minLevel === undefined || (levelOfMeta(meta) || levelCode("info")) >= levelCode(minLevel));
