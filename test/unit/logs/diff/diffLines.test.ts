import { describe, expect, it } from "vitest";
import { diffLines } from "../../../../src/logs/diff/diffLines";

const diff = (a: string, b: string) => diffLines([...a], [...b]);

/** What is left of the first when its part of each change is replaced by the second's. */
const patched = (a: readonly string[], b: readonly string[]): string[] => {
  const result: string[] = [];
  let at = 0;
  for (const change of diffLines(a, b)) {
    result.push(...a.slice(at, change.a[0]), ...b.slice(...change.b));
    at = change.a[1];
  }
  return [...result, ...a.slice(at)];
};

describe("two lists of lines", () => {
  it("that are equal have no change", () => {
    expect([diff("abc", "abc"), diff("", "")]).toEqual([[], []]);
  });

  it("differ where one has what the other has not", () => {
    expect(diff("abcd", "abxd")).toEqual([{ a: [2, 3], b: [2, 3] }]);
    expect(diff("abc", "ac")).toEqual([{ a: [1, 2], b: [1, 1] }]);
    expect(diff("", "ab")).toEqual([{ a: [0, 0], b: [0, 2] }]);
  });

  it("are held together by the lines that repeat, too", () => {
    expect(diff("aabaab", "aabab")).toHaveLength(1);
    expect(diff("xaaay", "paaaq")).toEqual([
      { a: [0, 1], b: [0, 1] },
      { a: [4, 5], b: [4, 5] },
    ]);
  });

  it("give the second when the first is changed as told, whatever they are", () => {
    let seed = 3;
    const dice = (sides: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * sides);
    };
    const some = (): string[] => Array.from({ length: dice(30) }, () => "abcdefghijklmnop"[dice(16)] ?? "");
    for (let round = 0; round < 300; round++) {
      const [a, b] = [some(), some()];
      expect(patched(a, b)).toEqual(b);
    }
  });

  it("are compared quickly though they are long and have nothing in common", () => {
    const lines = (letter: string) => Array.from({ length: 20_000 }, (_, i) => `${letter}${i % 500}`);
    expect(diffLines(lines("a"), lines("b"))).toEqual([{ a: [0, 20_000], b: [0, 20_000] }]);
  });
});
