import { describe, expect, it } from "vitest";
import { type Answer, halve, type Line } from "../../../../src/matrix/bisect/halve";

/** A line as a picture: `o` good, `x` bad, `?` says nothing. */
const lineOf = (picture: string, more: Partial<Line> = {}) => {
  const asked: number[] = [];
  const meaning: Readonly<Record<string, Answer>> = { o: "good", x: "bad" };
  const line: Line = {
    length: picture.length,
    ask: async (place) => {
      asked.push(place);
      return meaning[picture[place] ?? ""] ?? "nothing";
    },
    ...more,
  };
  return { line, asked };
};

const everyBorder = (length: number): readonly string[] =>
  Array.from({ length: length - 1 }, (_, at) => "o".repeat(at + 1) + "x".repeat(length - at - 1));

describe("halving", () => {
  it("finds each border among 14 by at most 4 probes beyond the ends, and among 200 by at most 8", async () => {
    for (const [length, most] of [
      [14, 4],
      [200, 8],
    ] as const) {
      for (const picture of everyBorder(length)) {
        const { line, asked } = lineOf(picture);
        const { lastGood, firstBad, borders } = await halve(line);
        expect([lastGood, firstBad]).toEqual([picture.lastIndexOf("o"), picture.indexOf("x")]);
        expect(borders).toHaveLength(1);
        expect(asked.length - 2).toBeLessThanOrEqual(most);
      }
    }
  });

  it("keeps that promise where it prefers what is built, and does prefer it", async () => {
    for (const picture of everyBorder(200)) {
      const { line, asked } = lineOf(picture, { cost: (place) => (place % 7 === 0 ? 0 : 1) });
      expect(await halve(line)).toMatchObject({ firstBad: picture.indexOf("x") });
      expect(asked.length - 2).toBeLessThanOrEqual(8);
    }
    const { line, asked } = lineOf("ooooooxxxxx", { cost: (place) => (place === 4 ? 0 : 1) });
    await halve(line);
    expect(asked[2]).toBe(4);
  });

  it("goes round what says nothing, and is right where that doesn't hide the border", async () => {
    const { line } = lineOf("ooo???ooxxxx");
    expect(await halve(line)).toMatchObject({ lastGood: 7, firstBad: 8 });
  });

  it("gives the two ends of what is left where the border lies among what says nothing", async () => {
    const { line, asked } = lineOf("oooo???xxxxxxx");
    const { lastGood, firstBad } = await halve(line);
    expect([lastGood, firstBad]).toEqual([3, 7]);
    expect(asked).toEqual(expect.arrayContaining([4, 5, 6]));
  });

  it("has no answer where an end is not what it was said to be, and asks nothing else", async () => {
    for (const [picture, wrongEnd] of [
      ["ooooo", "bad"],
      ["xxxxx", "good"],
      ["oooo?", "bad"],
    ] as const) {
      const { line, asked } = lineOf(picture);
      expect(await halve(line)).toMatchObject({ wrongEnd, borders: [] });
      expect(asked.length).toBeLessThanOrEqual(2);
    }
  });

  it("names each border that it saw where an answer contradicts the order", async () => {
    const known = new Map<number, Answer>([
      [3, "bad"],
      [6, "good"],
    ]);
    const { line } = lineOf("oooxxooxxx", { known });
    const { borders, lastGood, firstBad } = await halve(line);
    expect([lastGood, firstBad]).toEqual([2, 3]);
    expect(borders).toEqual([
      [2, 3],
      [3, 6],
      [6, 9],
    ]);
  });

  it("asks nothing that is known", async () => {
    const known = new Map<number, Answer>([
      [0, "good"],
      [1, "bad"],
      [2, "bad"],
    ]);
    const { line, asked } = lineOf("oxx", { known });
    expect(await halve(line)).toMatchObject({ lastGood: 0, firstBad: 1 });
    expect(asked).toEqual([]);
  });

  it("needs only its ends where they are neighbours", async () => {
    const { line, asked } = lineOf("ox");
    expect(await halve(line)).toMatchObject({ lastGood: 0, firstBad: 1 });
    expect(asked).toHaveLength(2);
  });
});
