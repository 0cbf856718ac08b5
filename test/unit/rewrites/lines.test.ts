import { describe, expect, it } from "vitest";
import { diffLines, type Hunk, splitLines } from "../../../src/rewrites/lines";

const patched = (a: readonly string[], b: readonly string[], hunks: readonly Hunk[]): string[] => {
  let from = 0;
  const parts = hunks.flatMap(({ at, end, newAt, newEnd }) => {
    const part = [...a.slice(from, at), ...b.slice(newAt, newEnd)];
    from = end;
    return part;
  });
  return [...parts, ...a.slice(from)];
};

describe("lines", () => {
  it.each(["", "a", "a\n", "\n\n", "a\r\nb\nc\rd", "\r\n\r"])("come apart and together again: %j", (text) => {
    expect(splitLines(text).join("")).toBe(text);
  });

  it("have an end each, whichever it is", () => {
    expect(splitLines("a\r\nb\n\rc")).toEqual(["a\r\n", "b\n", "\r", "c"]);
  });
});

describe("differences between lines", () => {
  it.each([
    ["none", "abc", "abc", []],
    ["an insertion", "abc", "abxc", [{ at: 2, end: 2, newAt: 2, newEnd: 3 }]],
    ["a removal", "abc", "ac", [{ at: 1, end: 2, newAt: 1, newEnd: 1 }]],
    ["a change", "abc", "axc", [{ at: 1, end: 2, newAt: 1, newEnd: 2 }]],
    [
      "two changes",
      "abcde",
      "xbcdy",
      [
        { at: 0, end: 1, newAt: 0, newEnd: 1 },
        { at: 4, end: 5, newAt: 4, newEnd: 5 },
      ],
    ],
    ["all", "ab", "xyz", [{ at: 0, end: 2, newAt: 0, newEnd: 3 }]],
  ])("are as few as there can be: %s", (_, a, b, hunks) => {
    expect(diffLines([...a], [...b])).toEqual(hunks);
  });

  it("lead from the one to the other", () => {
    let state = 7;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return (state >> 8) % below;
    };
    for (let round = 0; round < 300; round++) {
      const text = (): string[] => Array.from({ length: random(12) }, () => "abcd"[random(4)] ?? "");
      const a = text();
      const b = text();
      expect(patched(a, b, diffLines(a, b))).toEqual(b);
    }
  });

  it("recognise the lines that matter, even where others would match better", () => {
    const a = ["x", "a", "b", "c"];
    const b = ["a", "b", "c", "x"];
    expect(diffLines(a, b).some(({ at }) => at === 0)).toBe(true);
    expect(diffLines(a, b, new Set(["x"])).every(({ at, end }) => at > 0 || end === 0)).toBe(true);
  });

  it("stay apart in texts too different to be searched as a whole", () => {
    const a = Array.from({ length: 4000 }, (_, index) => `line ${index}`);
    const b = a.flatMap((line, index) => (index % 3 === 0 ? [`${line} edited`] : [line]));
    const hunks = diffLines(a, b);
    expect(patched(a, b, hunks)).toEqual(b);
    expect(hunks.length).toBe(1334);
  });
});
