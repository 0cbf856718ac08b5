import { describe, expect, it } from "vitest";
import { LineSet } from "../../../src/logs/lineSet";

const lines = Array.from({ length: 5000 }, (_, i) => i * 7 + (i % 3));

const filled = (): LineSet => {
  const set = new LineSet();
  for (const line of lines) set.add(line);
  return set;
};

describe("a set of lines", () => {
  it("knows each line by its number and each number by its line", () => {
    const set = filled();
    expect(set.count).toBe(lines.length);
    expect(lines.map((_, i) => set.select(i))).toEqual(lines);
    expect(lines.map((line) => set.rank(line))).toEqual(lines.map((_, i) => i));
    expect([set.has(7 + 1), set.has(7 + 2)]).toEqual([true, false]);
  });

  it("has no line beyond its ends", () => {
    expect([filled().select(-1), filled().select(lines.length), new LineSet().select(0)]).toEqual([
      -1, -1, -1,
    ]);
    expect(filled().rank(1_000_000)).toBe(lines.length);
  });

  it("forgets its end, and goes on from there", () => {
    const set = filled();
    const [from = 0] = lines.slice(1234);
    set.truncate(from);
    expect([set.count, set.has(from), set.select(1233)]).toEqual([1234, false, lines[1233]]);
    for (const line of lines.slice(1234)) set.add(line);
    expect(lines.map((_, i) => set.select(i))).toEqual(lines);
  });
});
