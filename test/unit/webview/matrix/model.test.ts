import { describe, expect, it } from "vitest";
import type { MatrixCell } from "../../../../src/contract/matrixPane";
import {
  differing,
  looksOf,
  shapeOf,
  spokenOf,
  stepFrom,
  timeLeft,
} from "../../../../src/webview/matrix/model";

const axis = (name: string, ...versions: readonly string[]) => ({
  name,
  versions: versions.map((version) => ({ name: version, date: undefined })),
});

const cell: MatrixCell = {
  ...{
    id: "a=1 b=1",
    verdict: "red",
    seconds: 1,
    why: undefined,
    checks: [],
    causes: [],
    silent: [],
    logged: true,
  },
};

describe("the grid of a matrix", () => {
  it("has the last axis in columns, the one before in rows, and a table for each of the others", () => {
    const shape = shapeOf({ axes: [axis("z", "x", "y"), axis("a", "1", "2"), axis("b", "1", "2", "3")] });
    expect(shape).toMatchObject({ rowAxis: "a", columnAxis: "b" });
    expect(shape?.tables.map(({ caption }) => caption)).toEqual(["z x", "z y"]);
    expect(shape?.tables[1]?.rows[0]?.ids).toEqual(["z=y a=1 b=1", "z=y a=1 b=2", "z=y a=1 b=3"]);
  });

  it("is one row for one axis, and nothing for none", () => {
    const shape = shapeOf({ axes: [axis("b", "1", "2")] });
    expect(shape?.tables[0]?.rows).toEqual([{ name: "", date: undefined, ids: ["b=1", "b=2"] }]);
    expect(shapeOf({ axes: [] })).toBeUndefined();
  });

  it("shows what runs as running, whatever it was before, and says each in words", () => {
    expect(looksOf(cell, false)).toEqual({ sign: "✗", kind: "red" });
    expect(looksOf(cell, true).kind).toBe("running");
    expect(looksOf(undefined, false)).toEqual({ sign: "", kind: "open" });
    expect(spokenOf("a=1 b=2", "red")).toBe("a 1 b 2: red");
    expect(spokenOf("a=1 b=2", "open")).toBe("a 1 b 2: not run");
  });

  it("is walked by keys, and stays within its edges", () => {
    const size = [2, 3] as const;
    expect(stepFrom([0, 0], "right", size)).toEqual([0, 1]);
    expect(stepFrom([0, 0], "left", size)).toEqual([0, 0]);
    expect(stepFrom([1, 2], "down", size)).toEqual([1, 2]);
    expect(stepFrom([1, 1], "up", size)).toEqual([0, 1]);
    expect([stepFrom([1, 1], "home", size), stepFrom([1, 1], "end", size)]).toEqual([
      [1, 0],
      [1, 2],
    ]);
  });

  it("tells the time left as a person would", () => {
    expect([undefined, 0, 42, 89, 200].map(timeLeft)).toEqual([
      "",
      "1 s left",
      "42 s left",
      "89 s left",
      "3 min left",
    ]);
  });
});

describe("cells that run", () => {
  it("are told anew only where they began or ended", () => {
    expect(differing(new Set(["a", "b"]), new Set(["b", "c"]))).toEqual(["a", "c"]);
    expect(differing(new Set(["a"]), new Set(["a"]))).toEqual([]);
  });
});
