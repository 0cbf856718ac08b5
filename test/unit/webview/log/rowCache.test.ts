import { describe, expect, it } from "vitest";
import type { PaneRow } from "../../../../src/contract/logPane";
import { pageSize, RowCache } from "../../../../src/webview/log/rowCache";

const rows = (from: number, count: number): PaneRow[] =>
  Array.from({ length: count }, (_, at) => ({
    source: 0,
    sourceLine: from + at,
    time: from + at,
    stream: "stdout",
    level: undefined,
    text: `line ${from + at}`,
    cut: undefined,
    continues: false,
  }));

const filled = (pages: readonly number[], most?: number): RowCache => {
  const cache = new RowCache(most);
  for (const page of pages) cache.put(page * pageSize, rows(page * pageSize, pageSize));
  return cache;
};

describe("the lines that a page keeps", () => {
  it("are found by their number", () => {
    const cache = filled([0, 3]);
    expect(cache.get(3 * pageSize + 7)?.text).toBe(`line ${3 * pageSize + 7}`);
    expect(cache.get(pageSize)).toBeUndefined();
  });

  it("are asked for where they are missing, from the top", () => {
    const cache = filled([0]);
    expect(cache.missing(0, 10, 10_000)).toBeUndefined();
    expect(cache.missing(pageSize - 5, pageSize + 5, 10_000)).toBe(1);
    expect(cache.missing(-5, 3 * pageSize, 10_000)).toBe(1);
    expect(cache.missing(5_000, 5_010, 3)).toBeUndefined();
  });

  it("are asked for again where the last page has grown", () => {
    const cache = new RowCache();
    cache.put(0, rows(0, 50));
    expect(cache.missing(0, 10, 50)).toBeUndefined();
    expect(cache.missing(0, 10, 51)).toBe(0);
  });

  it("are the ones last looked at", () => {
    const cache = filled([0, 1], 2);
    cache.missing(0, 10, 10_000);
    cache.put(2 * pageSize, rows(2 * pageSize, pageSize));
    expect(cache.get(0)).toBeDefined();
    expect(cache.get(pageSize)).toBeUndefined();
  });

  it("go from where a late line pushed itself in between", () => {
    const cache = filled([0, 1, 2]);
    cache.dropFrom(pageSize + 3);
    expect(cache.get(pageSize + 2)).toBeDefined();
    expect(cache.get(pageSize + 3)).toBeUndefined();
    expect(cache.get(2 * pageSize)).toBeUndefined();
    expect(cache.missing(pageSize, pageSize + 1, 10_000)).toBe(1);
  });
});
