import type { LineFilter } from "./filter";
import type { SourceIndex } from "./index/sourceIndex";
import { LineSet } from "./lineSet";
import type { LogBase } from "./logBase";
import { patternOf } from "./search/pattern";
import { SourceHits, searchSource } from "./search/searchSource";
import type { FindOptions, Found, LogQuery } from "./view";

/** Searches every source that the view shows, and says where in the view its hits are. */
export const findLines = async (
  base: LogBase,
  filter: LineFilter | undefined,
  query: LogQuery,
  { signal, onProgress }: FindOptions,
): Promise<Found> => {
  const sources = base.sources.filter((source) => filter?.allows(source) ?? true);
  const hits = new Map(sources.map((source): [SourceIndex, SourceHits] => [source, new SourceHits()]));
  const total = sources.reduce((sum, { columns }) => sum + columns.count, 0);
  // Who types waits for the first news.
  let told = Date.now() - (progressMs - firstMs);
  const tell = (): void => {
    if (onProgress === undefined || Date.now() - told < progressMs) return;
    told = Date.now();
    const searched = [...hits.values()].reduce((sum, one) => sum + one.searched, 0);
    onProgress(searched / Math.max(1, total), foundIn(base, filter, hits));
  };
  for (const [source, found] of hits) {
    const options = { everyMatch: true, onProgress: tell, ...(signal === undefined ? {} : { signal }) };
    await searchSource(source, patternOf(query, source.form.records), found, options);
  }
  return foundIn(base, filter, hits);
};

const progressMs = 100;
const firstMs = 30;

type Hits = ReadonlyMap<SourceIndex, SourceHits>;

const foundIn = (base: LogBase, filter: LineFilter | undefined, hits: Hits): Found => {
  const [only] = hits.values();
  const lines = base.sources.length === 1 && filter === undefined ? only?.lines : undefined;
  const set = lines ?? inView(base, filter, hits);
  const matches = [...hits.values()].reduce((sum, one) => sum + one.matches, 0);
  return {
    count: set.count,
    matches,
    lineAt: (index) => set.select(index),
    next: (line) => withinCount(set.rank(line), set.count),
    previous: (line) => withinCount(set.rank(line) - 1, set.count),
  };
};

const withinCount = (index: number, count: number): number | undefined =>
  index >= 0 && index < count ? index : undefined;

/** From the places in the sources to those in the view, along the order. */
const inView = ({ order, sources }: LogBase, filter: LineFilter | undefined, hits: Hits): LineSet => {
  const set = new LineSet();
  const found = sources.map((source) => hits.get(source)?.lines);
  const at = sources.map(() => 0);
  let shown = 0;
  for (let line = 0; line < order.count; line++) {
    const source = order.sourceAt(line);
    const place = at[source] ?? 0;
    at[source] = place + 1;
    if (filter !== undefined && !filter.lines.has(line)) continue;
    if (found[source]?.has(place) === true) set.add(shown);
    shown++;
  }
  return set;
};
