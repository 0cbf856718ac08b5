import { describe, expect, it } from "vitest";
import { RecentLines } from "../../../src/emulation/recentLines";

const said = (recent: RecentLines, texts: readonly string[]): string[] => {
  for (const text of texts) recent.add({ time: 0, stream: "stdout", text });
  return recent.all().map(({ text }) => text);
};
const numbers = (count: number): string[] => Array.from({ length: count }, (_, n) => String(n));

describe("the latest lines", () => {
  it("are so many, however many there were", () => {
    expect(said(new RecentLines(3), numbers(2))).toEqual(["0", "1"]);
    expect(said(new RecentLines(3), numbers(100))).toEqual(["97", "98", "99"]);
  });

  it("are fewer where they are long", () => {
    const recent = new RecentLines(3, 10);
    expect(said(recent, ["aaaa", "bbbb", "cccc"])).toEqual(["bbbb", "cccc"]);
    expect(said(recent, Array<string>(50).fill("dddddddd"))).toEqual(["dddddddd"]);
    expect(said(recent, ["e", "f"])).toEqual(["dddddddd", "e", "f"]);
  });

  it("leave out what alone is longer than all may be", () => {
    expect(said(new RecentLines(3, 5), ["a", "much too long", "b"])).toEqual(["b"]);
  });
});
