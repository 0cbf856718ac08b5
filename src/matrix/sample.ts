import type { Cell } from "./types";

/** So many cells, well spread, with the first and the last; the same ones each time. */
export const sampleOf = (cells: readonly Cell[], count: number): readonly Cell[] => {
  if (count >= cells.length) return cells;
  const step = count < 2 ? 0 : (cells.length - 1) / (count - 1);
  const wanted = new Set(Array.from({ length: Math.max(1, count) }, (_, index) => Math.round(index * step)));
  return cells.filter((_, index) => wanted.has(index));
};
