/**
 * Which lines stand on the screen. A browser can't make an element as high as a million lines, so the place is a line
 * and how far it is scrolled out; the scroll bar only shows how far that is between the first line and the last.
 */
export interface Anchor {
  /** The topmost line. */
  readonly row: number;
  /** How many pixels of it are above the edge. */
  readonly offset: number;
}

export interface Lines {
  readonly count: number;
  /** In pixels; 0 for a line that is folded away. */
  readonly heightOf: (row: number) => number;
}

export const top: Anchor = { row: 0, offset: 0 };

/** The place at which the last line stands at the bottom. */
export const endOf = ({ count, heightOf }: Lines, viewport: number): Anchor => {
  let missing = viewport;
  for (let row = count - 1; row >= 0; row--) {
    missing -= heightOf(row);
    if (missing <= 0) return { row, offset: -missing };
  }
  return top;
};

const isAfter = (one: Anchor, other: Anchor): boolean =>
  one.row > other.row || (one.row === other.row && one.offset > other.offset);

/** Never beyond the ends. */
export const within = (anchor: Anchor, end: Anchor): Anchor => {
  if (anchor.row < 0) return top;
  return isAfter(anchor, end) ? end : anchor;
};

export const moved = ({ row, offset }: Anchor, pixels: number, lines: Lines, viewport: number): Anchor => {
  let at = row;
  let rest = offset + pixels;
  while (rest < 0 && at > 0) {
    at--;
    rest += lines.heightOf(at);
  }
  while (at < lines.count && rest >= lines.heightOf(at)) {
    rest -= lines.heightOf(at);
    at++;
  }
  return within({ row: at, offset: Math.max(0, rest) }, endOf(lines, viewport));
};

/** As a number of lines, with what is scrolled out of the first one as a part of it. */
export const positionOf = ({ row, offset }: Anchor, { heightOf }: Lines): number => {
  const height = heightOf(row);
  return height === 0 ? row : row + Math.min(offset / height, 1);
};

/** How high the scrolled element is: browsers stop at about 17 to 33 million pixels. */
export const scrollHeight = (count: number, lineHeight: number, viewport: number): number =>
  Math.max(viewport, Math.min(count * lineHeight, highest));

const highest = 8_000_000;

/** Where the scroll bar's thumb belongs. */
export const scrollTopOf = (anchor: Anchor, lines: Lines, viewport: number, range: number): number => {
  const last = positionOf(endOf(lines, viewport), lines);
  return last === 0 ? 0 : (positionOf(anchor, lines) / last) * range;
};

/** The place that a thumb stands for. */
export const anchorAt = (scrollTop: number, lines: Lines, viewport: number, range: number): Anchor => {
  const end = endOf(lines, viewport);
  if (range <= 0) return top;
  const position = (scrollTop / range) * positionOf(end, lines);
  const row = Math.floor(position);
  return within({ row, offset: (position - row) * lines.heightOf(row) }, end);
};

/** Changes as little as needed to show a line whole; one far away comes to the middle. */
export const shown = (row: number, anchor: Anchor, lines: Lines, viewport: number): Anchor => {
  const height = lines.heightOf(row);
  let at = anchor.row;
  let y = -anchor.offset;
  for (; at < row && y <= viewport; at++) y += lines.heightOf(at);
  if (at === row && y >= 0 && y + height <= viewport) return anchor;
  if (row === anchor.row || row === anchor.row - 1) return within({ row, offset: 0 }, endOf(lines, viewport));
  const room = height - viewport;
  return moved({ row, offset: 0 }, at === row ? room : room / 2, lines, viewport);
};
