import { describe, expect, it } from "vitest";
import { cellOf, cellsOf } from "../../../src/matrix/cells";
import { Tally } from "../../../src/matrix/tally";
import type { CellVerdict } from "../../../src/matrix/types";
import { axesOf, resultOf } from "./grid";

const cells = cellsOf(axesOf(4));
const done = (at: number, verdict: CellVerdict, kept = false) => ({
  ...({ kind: "done", cell: cells[at] ?? cellOf({}), result: resultOf(verdict), kept } as const),
});

describe("how far a matrix is", () => {
  it("counts a cell once, by its last verdict", () => {
    const tally = new Tally(cells);
    for (const event of [done(0, "red"), done(1, "green"), done(0, "broken")]) tally.judged(event);
    expect([tally.done, tally.total, tally.counts]).toEqual([2, 4, { green: 1, broken: 1 }]);
  });

  it("does not count cells that only say whether a version works with itself", () => {
    const tally = new Tally(cells);
    tally.judged({ ...done(0, "green"), cell: cellOf({ a: "9", b: "9" }) });
    expect([tally.done, tally.counts]).toEqual([0, {}]);
  });

  it("tells the time left from what ran, not from what was known", () => {
    const tally = new Tally(cells);
    tally.judged(done(0, "green", true));
    expect(tally.msLeft(1000)).toBeUndefined();
    tally.judged(done(1, "green"));
    expect(tally.msLeft(1000)).toBe(2000);
    expect(new Tally(undefined).msLeft(1000)).toBeUndefined();
  });
});
