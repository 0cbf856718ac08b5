import { describe, expect, it } from "vitest";
import { costByBuilds } from "../../../../src/matrix/bisect/cost";
import { halve } from "../../../../src/matrix/bisect/halve";
import { release } from "../../scenario/examples";

const build = (version: string, there = true, side = "host") => ({ side, version, there, seconds: 1 });

describe("what a probe costs", () => {
  const cost = costByBuilds([
    build("1.2.0"),
    build("1.3.0", false),
    build("1.4.0"),
    build("1.4.0", false, "code"),
  ]);
  const of = (name: string): number => cost(release("host", name));

  it("is nothing where all that was built of the version is still there", () => {
    expect(["1.1.0", "1.2.0", "1.3.0", "1.4.0"].map(of)).toEqual([1, 0, 1, 1]);
  });

  it("decides between probes that tell as much", async () => {
    const asked: number[] = [];
    const names = ["1.0.0", "1.1.0", "1.2.0", "1.5.0"];
    await halve({
      length: names.length,
      known: new Map([
        [0, "good"],
        [3, "bad"],
      ]),
      cost: (place) => of(names[place] ?? ""),
      ask: async (place) => {
        asked.push(place);
        return "bad";
      },
    });
    expect(asked[0]).toBe(2);
  });
});
