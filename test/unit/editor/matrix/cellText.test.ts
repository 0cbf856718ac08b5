import { describe, expect, it } from "vitest";
import { toMatrixPage } from "../../../../src/contract/matrixPane";
import { cellOfPage, type Pace, progressOf } from "../../../../src/editor/matrix/cellText";
import { cellOf } from "../../../../src/matrix/cells";
import { resultOf } from "../../matrix/grid";

const cells = ["1", "2", "3", "4"].map((a) => cellOf({ a }));

const pace = (parts: Partial<Pace>): Pace => ({
  ...{ running: [], results: new Map(), cells, pending: new Set(), fresh: 0, elapsedMs: 0, state: "running" },
  ...parts,
});

describe("what the page of a matrix is told", () => {
  it("is how far it is, by the pace so far", () => {
    const results = new Map([
      ["a=1", resultOf("green")],
      ["a=2", resultOf("red")],
      ["a=9", resultOf("red")],
    ]);
    const told = progressOf(pace({ results, running: ["a=3"], fresh: 2, elapsedMs: 20_000 }));
    expect(told).toMatchObject({ done: 2, total: 4, secondsLeft: 20, counts: { green: 1, red: 1 } });
    expect(toMatrixPage(told)).toBe(true);
  });

  it("counts a cell that runs again when it is judged again, not before", () => {
    const results = new Map(cells.map(({ id }) => [id, resultOf("red")]));
    const pending = new Set(["a=2", "a=3"]);
    expect(progressOf(pace({ results, pending, fresh: 1, elapsedMs: 10_000 }))).toMatchObject({
      ...{ done: 2, total: 4, secondsLeft: 20, counts: { red: 4 } },
    });
  });

  it("has no time left before a cell was judged, nor once it stopped", () => {
    expect(progressOf(pace({ elapsedMs: 9_000 })).secondsLeft).toBeUndefined();
    expect(progressOf(pace({ fresh: 1, elapsedMs: 9_000, state: "stopped" })).secondsLeft).toBeUndefined();
  });

  it("is of each cell what every side said, and whether there are logs", () => {
    const result = {
      ...resultOf("red"),
      emulation: "abc",
      silent: ["code"],
      expected: "known",
      rootCauseLines: [
        { side: "host", service: "web", version: undefined, text: "no", file: "a.py", line: 3, time: 1 },
      ],
    };
    const told = cellOfPage(cellOf({ a: "1" }), result);
    expect(told).toMatchObject({ id: "a=1", why: "expected: known", logged: true, silent: ["code"] });
    expect(told.causes).toEqual([
      { side: "host", service: "web", version: undefined, text: "no", file: "a.py", line: 3 },
    ]);
    expect(toMatrixPage({ kind: "cells", cells: [told] })).toBe(true);
  });
});
