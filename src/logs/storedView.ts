import { Emitter } from "../util/events";
import { LineFilter } from "./filter";
import { findLines } from "./find";
import { levelOfCode } from "./index/levelBytes";
import { isContinued, isStderr, levelOfMeta } from "./index/meta";
import type { LogBase } from "./logBase";
import type { FindOptions, Found, Grown, LogFilter, LogQuery, LogRow, LogSource, LogView } from "./view";

/** A window of a base: of all its lines, or of those that pass filters. */
export class StoredView implements LogView {
  readonly #base: LogBase;
  readonly #filter: LineFilter | undefined;
  readonly #use;
  readonly #listening;
  readonly #grown = new Emitter<Grown>();
  #filling: Promise<void> = Promise.resolve();
  #disposed = false;

  constructor(base: LogBase, filters: readonly LogFilter[] = []) {
    this.#base = base;
    this.#use = base.use();
    this.#filter = filters.length === 0 ? undefined : new LineFilter(base, filters);
    this.#listening = base.grown.on((grown) => this.#onGrown(grown));
    this.#fill();
  }

  readonly onGrow = this.#grown.on;

  get onTrouble() {
    return this.#base.troubled.on;
  }

  get sources(): readonly LogSource[] {
    const { sources } = this.#base;
    return sources.filter((one) => this.#filter?.allows(one) ?? true).map(({ source }) => source);
  }

  get count(): number {
    return this.#filter?.lines.count ?? this.#base.order.count;
  }

  async rows(from: number, to: number): Promise<LogRow[]> {
    const places = this.#places(Math.max(0, from), Math.min(to, this.count));
    return await rowsAt(this.#base, places, longestText);
  }

  async whole(line: number): Promise<string> {
    const rows = await rowsAt(this.#base, this.#places(line, line + 1), Number.POSITIVE_INFINITY);
    return rows[0]?.text ?? "";
  }

  at(time: number): number {
    let [low, high] = [0, this.count];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (timeOf(this.#base, this.#baseLine(middle)) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  lineOf(source: string, sourceLine: number): number {
    const index = this.#base.sources.findIndex((one) => one.source.id === source);
    const first = this.#base.sources[index]?.first ?? 0;
    if (index === -1) return this.count;
    const line = this.#base.order.lineOf(index, Math.max(0, sourceLine - first));
    return this.#filter?.lines.rank(line) ?? line;
  }

  async find(query: LogQuery, options: FindOptions = {}): Promise<Found> {
    await this.#filling;
    return await findLines(this.#base, this.#filter, query, options);
  }

  filter(filter: LogFilter): LogView {
    return new StoredView(this.#base, [...(this.#filter?.filters ?? []), filter]);
  }

  async settled(): Promise<void> {
    await this.#base.refresh();
    await this.#filling;
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#listening.dispose();
    this.#grown.dispose();
    this.#filter?.stop();
    this.#use.dispose();
  }

  #onGrown({ from, count }: Grown): void {
    this.#filter?.forget(from);
    if (this.#filter === undefined) this.#grown.fire({ from, count });
    else this.#fill();
  }

  #fill(): void {
    const filter = this.#filter;
    if (filter === undefined || filter.walk((grown) => this.#grown.fire(grown))) return;
    this.#filling = this.#filling.then(() => filter.fill((grown) => this.#grown.fire(grown)));
    this.#filling.catch((error: unknown) => this.#base.troubled.fire(error));
  }

  #baseLine(line: number): number {
    return this.#filter?.lines.select(line) ?? line;
  }

  #places(from: number, to: number): Place[] {
    const lines = Array.from({ length: Math.max(0, to - from) }, (_, i) => this.#baseLine(from + i));
    return placesOf(this.#base, lines).map((place, i) => ({ ...place, line: from + i }));
  }
}

interface Place {
  readonly line: number;
  readonly source: number;
  readonly at: number;
}

/** Longer ones are shown in part, and whole when asked for. */
const longestText = 20_000;

const timeOf = ({ order, sources }: LogBase, line: number): number => {
  const source = order.sourceAt(line);
  return sources[source]?.columns.time(order.before(line, sources.length)[source] ?? 0) ?? 0;
};

/** Neighbours are counted on from each other; a far line from a mark near it. */
const placesOf = ({ order, sources }: LogBase, lines: readonly number[]): Place[] => {
  let before = order.before(lines[0] ?? 0, sources.length);
  let reached = lines[0] ?? 0;
  return lines.map((line) => {
    if (line - reached > farLines) {
      before = order.before(line, sources.length);
      reached = line;
    }
    for (; reached < line; reached++) {
      const passed = order.sourceAt(reached);
      before[passed] = (before[passed] ?? 0) + 1;
    }
    const source = order.sourceAt(line);
    return { line, source, at: before[source] ?? 0 };
  });
};

const farLines = 1024;

const rowsAt = async (base: LogBase, places: readonly Place[], longest: number): Promise<LogRow[]> => {
  const rows: LogRow[] = [];
  for (const run of runsOf(places)) {
    const index = base.sources[run.source];
    if (index === undefined) continue;
    const lines = await index.read(run.from, run.to, longest);
    for (const { line, at } of run.places) {
      const meta = index.columns.meta(at);
      const { text, time, cut } = lines[at - run.from] ?? { text: "", time: 0, cut: 0 };
      rows.push({
        line,
        source: index.source,
        sourceLine: index.first + at,
        // A record is of one moment, however long it took to write.
        time: isContinued(meta) ? index.columns.time(at) : time,
        stream: isStderr(meta) ? "stderr" : "stdout",
        level: levelOfCode(levelOfMeta(meta)),
        text,
        continues: isContinued(meta),
        ...(cut > 0 ? { cut } : {}),
      });
    }
  }
  return rows.sort((a, b) => a.line - b.line);
};

interface Run {
  readonly source: number;
  readonly places: Place[];
  from: number;
  to: number;
}

/** Lines of one source that are near each other are read at once. */
const runsOf = (places: readonly Place[]): Run[] => {
  const runs: Run[] = [];
  const open = new Map<number, Run>();
  for (const place of places) {
    const run = open.get(place.source);
    if (run !== undefined && place.at - run.to < nearLines) {
      run.places.push(place);
      run.to = place.at + 1;
      continue;
    }
    const next = { source: place.source, places: [place], from: place.at, to: place.at + 1 };
    open.set(place.source, next);
    runs.push(next);
  }
  return runs;
};

const nearLines = 200;
