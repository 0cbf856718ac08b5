/** A range of lines of the old text, and what of the new one stands in its place. */
export interface Hunk {
  readonly at: number;
  readonly end: number;
  readonly newAt: number;
  readonly newEnd: number;
}

interface Span {
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

// Beyond this many single differences, memory and time grow with their square; anchors come first then.
const mostDifferences = 400;

/** With their line ends, so that joining gives the text back. */
export const splitLines = (text: string): string[] => text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];

/** Lines of `a` that `matter` are recognised first, wherever both texts have them once. */
export const diffLines = (
  a: readonly string[],
  b: readonly string[],
  matter: ReadonlySet<string> = new Set(),
): readonly Hunk[] => {
  const differing = (span: Span): Hunk[] => {
    const { a: from, aEnd, b: newFrom, bEnd } = trim(a, b, span);
    if (from === aEnd && newFrom === bEnd) return [];
    const whole = { at: from, end: aEnd, newAt: newFrom, newEnd: bEnd };
    if (from === aEnd || newFrom === bEnd) return [whole];
    const inner = { a: from, aEnd, b: newFrom, bEnd };
    const found = shortest(a, b, inner);
    if (found) return found;
    const gaps = betweenAnchors(a, b, inner, () => true);
    return gaps.length > 1 ? gaps.flatMap(differing) : [whole];
  };
  const whole = { a: 0, aEnd: a.length, b: 0, bEnd: b.length };
  return betweenAnchors(a, b, whole, (line) => matter.has(line)).flatMap(differing);
};

const trim = (a: readonly string[], b: readonly string[], span: Span): Span => {
  let { a: from, aEnd, b: newFrom, bEnd } = span;
  while (from < aEnd && newFrom < bEnd && a[from] === b[newFrom]) {
    from++;
    newFrom++;
  }
  while (aEnd > from && bEnd > newFrom && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  return { a: from, aEnd, b: newFrom, bEnd };
};

/** Myers' greedy search; undefined where the two are too different for it. */
const shortest = (a: readonly string[], b: readonly string[], span: Span): Hunk[] | undefined => {
  const width = span.aEnd - span.a;
  const height = span.bEnd - span.b;
  const limit = Math.min(width + height, mostDifferences);
  const reach = new Int32Array(2 * limit + 3);
  const trace: Int32Array[] = [];
  for (let depth = 0; depth <= limit; depth++) {
    trace.push(reach.slice());
    for (let diagonal = -depth; diagonal <= depth; diagonal += 2) {
      let x = startOf(reach, limit, depth, diagonal);
      while (x < width && x - diagonal < height && a[span.a + x] === b[span.b + x - diagonal]) x++;
      reach[limit + 1 + diagonal] = x;
      if (x >= width && x - diagonal >= height) return backtrack(trace, limit, span);
    }
  }
  return undefined;
};

const startOf = (reach: Int32Array, limit: number, depth: number, diagonal: number): number =>
  goesDown(reach, limit, depth, diagonal)
    ? (reach[limit + 2 + diagonal] ?? 0)
    : (reach[limit + diagonal] ?? 0) + 1;

const goesDown = (reach: Int32Array, limit: number, depth: number, diagonal: number): boolean =>
  diagonal === -depth ||
  (diagonal !== depth && (reach[limit + diagonal] ?? 0) < (reach[limit + 2 + diagonal] ?? 0));

const backtrack = (trace: readonly Int32Array[], limit: number, span: Span): Hunk[] => {
  const hunks: Hunk[] = [];
  let x = span.aEnd - span.a;
  let y = span.bEnd - span.b;
  for (let depth = trace.length - 1; depth > 0; depth--) {
    const reach = trace[depth] ?? new Int32Array();
    const diagonal = x - y;
    const start = startOf(reach, limit, depth, diagonal);
    const down = goesDown(reach, limit, depth, diagonal);
    const startY = start - diagonal;
    x = down ? start : start - 1;
    y = down ? startY - 1 : startY;
    hunks.push({ at: span.a + x, end: span.a + start, newAt: span.b + y, newEnd: span.b + startY });
  }
  return joined(hunks.reverse());
};

const joined = (hunks: readonly Hunk[]): Hunk[] => {
  const found: Hunk[] = [];
  for (const hunk of hunks) {
    const last = found.at(-1);
    if (last && last.end === hunk.at && last.newEnd === hunk.newAt)
      found[found.length - 1] = { ...last, end: hunk.end, newEnd: hunk.newEnd };
    else found.push(hunk);
  }
  return found;
};

/** The stretches between lines that both texts have exactly once, in an order that both share. */
const betweenAnchors = (
  a: readonly string[],
  b: readonly string[],
  span: Span,
  may: (line: string) => boolean,
): Span[] => {
  const inA = onlyOnce(a, span.a, span.aEnd);
  const inB = onlyOnce(b, span.b, span.bEnd);
  const pairs = [...inA].flatMap(([line, at]) => {
    const other = inB.get(line);
    return other === undefined || !may(line) ? [] : [{ a: at, b: other }];
  });
  const spans: Span[] = [];
  let from = { a: span.a, b: span.b };
  for (const anchor of longestRising(pairs)) {
    spans.push({ a: from.a, aEnd: anchor.a, b: from.b, bEnd: anchor.b });
    from = { a: anchor.a + 1, b: anchor.b + 1 };
  }
  return [...spans, { a: from.a, aEnd: span.aEnd, b: from.b, bEnd: span.bEnd }];
};

const onlyOnce = (lines: readonly string[], from: number, to: number): Map<string, number> => {
  const seen = new Map<string, number>();
  for (let at = from; at < to; at++) seen.set(lines[at] ?? "", seen.has(lines[at] ?? "") ? -1 : at);
  return new Map([...seen].filter(([, at]) => at >= 0));
};

interface Anchor {
  readonly a: number;
  readonly b: number;
}

interface Link {
  readonly anchor: Anchor;
  readonly before: Link | undefined;
}

/** The pairs rise in `a` already. */
const longestRising = (pairs: readonly Anchor[]): readonly Anchor[] => {
  const tails: Link[] = [];
  for (const anchor of pairs) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tails[middle]?.anchor.b ?? 0) < anchor.b) low = middle + 1;
      else high = middle;
    }
    tails[low] = { anchor, before: tails[low - 1] };
  }
  const rising: Anchor[] = [];
  for (let link = tails.at(-1); link; link = link.before) rising.push(link.anchor);
  return rising.reverse();
};
