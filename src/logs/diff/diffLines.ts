/** A stretch that one has and the other has not: lines `from` up to `to` of each, one of them perhaps none. */
export interface Change {
  readonly a: readonly [from: number, to: number];
  readonly b: readonly [from: number, to: number];
}

/** Where two lists of lines differ. Lines that each has once hold the two together; between them it looks closer. */
export const diffLines = (a: readonly string[], b: readonly string[]): Change[] => {
  const changes: Change[] = [];
  compare({ a, b, changes }, [0, a.length], [0, b.length]);
  return joined(changes);
};

interface Compared {
  readonly a: readonly string[];
  readonly b: readonly string[];
  readonly changes: Change[];
}

type Range = readonly [from: number, to: number];

const compare = (all: Compared, [aStart, aStop]: Range, [bStart, bStop]: Range): void => {
  let [aFrom, aTo, bFrom, bTo] = [aStart, aStop, bStart, bStop];
  while (aFrom < aTo && bFrom < bTo && all.a[aFrom] === all.b[bFrom]) [aFrom, bFrom] = [aFrom + 1, bFrom + 1];
  while (aFrom < aTo && bFrom < bTo && all.a[aTo - 1] === all.b[bTo - 1]) [aTo, bTo] = [aTo - 1, bTo - 1];
  if (aFrom === aTo || bFrom === bTo) {
    if (aFrom < aTo || bFrom < bTo) all.changes.push({ a: [aFrom, aTo], b: [bFrom, bTo] });
    return;
  }
  const anchors = anchorsOf(all, [aFrom, aTo], [bFrom, bTo]);
  if (anchors.length === 0) closer(all, [aFrom, aTo], [bFrom, bTo]);
  for (const [aAt, bAt] of anchors) {
    compare(all, [aFrom, aAt], [bFrom, bAt]);
    [aFrom, bFrom] = [aAt + 1, bAt + 1];
  }
  if (anchors.length > 0) compare(all, [aFrom, aTo], [bFrom, bTo]);
};

type Pair = readonly [a: number, b: number];

/** Lines that stand once in both, as many of them as keep their order. */
const anchorsOf = ({ a, b }: Compared, aRange: Range, bRange: Range): Pair[] => {
  const inB = onceIn(b, bRange);
  const pairs: Pair[] = [];
  for (const [line, at] of onceIn(a, aRange)) {
    const other = at < 0 ? undefined : inB.get(line);
    if (other !== undefined && other >= 0) pairs.push([at, other]);
  }
  return longestRising(pairs);
};

/** Where each line stands; -1 for one that stands more than once. */
const onceIn = (lines: readonly string[], [from, to]: Range): Map<string, number> => {
  const places = new Map<string, number>();
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? "";
    places.set(line, places.has(line) ? -1 : at);
  }
  return places;
};

const longestRising = (pairs: readonly Pair[]): Pair[] => {
  const ends: number[] = [];
  const before = pairs.map(() => -1);
  for (const [index, [, b]] of pairs.entries()) {
    const place = firstNotBelow(ends, b, pairs);
    before[index] = place === 0 ? -1 : (ends[place - 1] ?? -1);
    ends[place] = index;
  }
  const rising: Pair[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.reverse();
};

const firstNotBelow = (ends: readonly number[], b: number, pairs: readonly Pair[]): number => {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < b) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** More comparisons than these are not worth it: then it is one change. */
const mostComparisons = 4_000_000;

/** By the longest common sequence, where nothing stands only once. */
const closer = (all: Compared, a: Range, b: Range): void => {
  const [height, width] = [a[1] - a[0], b[1] - b[0]];
  if (height * width > mostComparisons) {
    all.changes.push({ a, b });
    return;
  }
  const common = commonLengths(all, a, b);
  const at = (i: number, j: number): number => common[i * (width + 1) + j] ?? 0;
  for (let i = 0, j = 0; i < height || j < width; ) {
    const [here, there] = [a[0] + i, b[0] + j];
    if (i < height && j < width && all.a[here] === all.b[there]) [i, j] = [i + 1, j + 1];
    else if (j === width || (i < height && at(i + 1, j) >= at(i, j + 1))) {
      all.changes.push({ a: [here, here + 1], b: [there, there] });
      i++;
    } else {
      all.changes.push({ a: [here, here], b: [there, there + 1] });
      j++;
    }
  }
};

/** Of what is left from each pair of places on. */
const commonLengths = ({ a, b }: Compared, [aFrom, aTo]: Range, [bFrom, bTo]: Range): Uint32Array => {
  const width = bTo - bFrom + 1;
  const common = new Uint32Array((aTo - aFrom + 1) * width);
  for (let i = aTo - aFrom - 1; i >= 0; i--) {
    const row = i * width;
    for (let j = width - 2; j >= 0; j--) {
      const longer = Math.max(common[row + width + j] ?? 0, common[row + j + 1] ?? 0);
      common[row + j] = a[aFrom + i] === b[bFrom + j] ? (common[row + width + j + 1] ?? 0) + 1 : longer;
    }
  }
  return common;
};

/** Neighbours are one change. */
const joined = (changes: readonly Change[]): Change[] => {
  const all: Change[] = [];
  for (const change of changes) {
    const last = all.at(-1);
    if (last !== undefined && last.a[1] === change.a[0] && last.b[1] === change.b[0])
      all[all.length - 1] = { a: [last.a[0], change.a[1]], b: [last.b[0], change.b[1]] };
    else all.push(change);
  }
  return all;
};
