import { describe, expect, it } from "vitest";
import { LastLines } from "../../../src/services/lastLines";

const numbered = (count: number, keep = 3): LastLines => {
  const lines = new LastLines(keep);
  for (let index = 0; index < count; index++) lines.add(`${index}`);
  return lines;
};

describe("the last lines", () => {
  it("are as many as wanted, or as there are", () => {
    expect(numbered(0).last()).toEqual([]);
    expect(numbered(2).last()).toEqual(["0", "1"]);
    expect(numbered(100).last()).toEqual(["97", "98", "99"]);
  });

  it("come from the first on to whoever asks before it is forgotten", () => {
    const lines = numbered(5);
    const seen: string[] = [];
    const listening = lines.fromTheFirst((text) => seen.push(text));
    lines.add("5");
    listening.dispose();
    lines.add("6");
    expect(seen).toEqual(["0", "1", "2", "3", "4", "5"]);
  });

  it("come only from now on when the first were forgotten", () => {
    const lines = numbered(5);
    lines.forgetTheFirst();
    const seen: string[] = [];
    lines.fromTheFirst((text) => seen.push(text));
    lines.add("5");
    expect(seen).toEqual(["5"]);
    expect(lines.last()).toEqual(["3", "4", "5"]);
  });
});
