import { describe, expect, it } from "vitest";
import { inLightOf, selfCells } from "../../../src/matrix/broken";
import { cellAt, cellsOf, sizeOf } from "../../../src/matrix/cells";
import { sampleOf } from "../../../src/matrix/sample";
import { axesOf, resultOf } from "./grid";

const axes = axesOf(3, 3);

describe("cells", () => {
  it("are all assignments, neighbours first along the last axis", () => {
    const cells = cellsOf(axesOf(2, 2));
    expect(cells.map(({ id }) => id)).toEqual([
      "a=1.0.0 b=1.0.0",
      "a=1.0.0 b=2.0.0",
      "a=2.0.0 b=1.0.0",
      "a=2.0.0 b=2.0.0",
    ]);
    expect(cells[2]).toMatchObject({ versions: { a: "2.0.0", b: "1.0.0" }, at: [1, 0] });
    expect(sizeOf(axesOf(29, 12))).toBe(348);
  });

  it("are counted without being made", () => {
    expect(sizeOf(axesOf(100, 100, 100))).toBe(1_000_000);
  });

  it("of a sample are spread over all, with both ends, and no more than there are", () => {
    const cells = cellsOf(axesOf(10, 10));
    const some = sampleOf(cells, 5);
    expect(some.map(({ at }) => at)).toEqual([
      [0, 0],
      [2, 5],
      [5, 0],
      [7, 4],
      [9, 9],
    ]);
    expect(sampleOf(cells, 1000)).toHaveLength(100);
    expect(sampleOf(cells, 1)).toHaveLength(1);
  });
});

describe("a version with itself", () => {
  it("is asked for each version of a cell whose axes are one product", () => {
    const own = selfCells(axes, [["a", "b"]], cellAt(axes, [0, 2]));
    expect(own.map(({ version, cell }) => [version, cell.id])).toEqual([
      ["1.0.0", "a=1.0.0 b=1.0.0"],
      ["3.0.0", "a=3.0.0 b=3.0.0"],
    ]);
  });

  it("keeps what other axes have", () => {
    const three = axesOf(2, 2, 2);
    const own = selfCells(three, [["a", "b"]], cellAt(three, [0, 1, 1]));
    expect(own.map(({ cell }) => cell.versions["c"])).toEqual(["2.0.0", "2.0.0"]);
  });

  it("is not asked where axes are of different products, or lack the version", () => {
    expect(selfCells(axes, [], cellAt(axes, [0, 2]))).toEqual([]);
    const [a, b] = axes;
    const uneven = [a, { name: "b", versions: (b?.versions ?? []).slice(1) }].filter(
      (one) => one !== undefined,
    );
    const own = selfCells(uneven, [["a", "b"]], cellAt(uneven, [0, 1]));
    expect(own.map(({ version }) => version)).toEqual(["3.0.0"]);
  });

  it("that is red makes the red pair broken, which draws no border; a green pair stays green", () => {
    const own = [{ version: "1.0.0", result: resultOf("red") }];
    expect(inLightOf(resultOf("red"), own)).toMatchObject({ verdict: "broken", brokenVersion: "1.0.0" });
    expect(inLightOf(resultOf("green"), own).verdict).toBe("green");
    expect(inLightOf(resultOf("red"), [{ version: "1.0.0", result: resultOf("green") }]).verdict).toBe("red");
    expect(inLightOf(resultOf("red"), [{ version: "1.0.0", result: undefined }]).verdict).toBe("red");
  });
});
