import { describe, expect, it } from "vitest";
import { inLightOf, type Products, selfCells } from "../../../src/matrix/broken";
import { cellAt, cellOf, cellsOf, sizeOf } from "../../../src/matrix/cells";
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
    expect(cells[2]).toMatchObject({ versions: { a: "2.0.0", b: "1.0.0" } });
    expect(sizeOf(axesOf(29, 12))).toBe(348);
  });

  it("are counted without being made", () => {
    expect(sizeOf(axesOf(100, 100, 100))).toBe(1_000_000);
  });

  it("of a sample are spread over all, with both ends, and no more than there are", () => {
    const cells = cellsOf(axesOf(10, 10));
    const some = sampleOf(cells, 5);
    expect(some.map(({ id }) => id)).toEqual([
      "a=1.0.0 b=1.0.0",
      "a=3.0.0 b=6.0.0",
      "a=6.0.0 b=1.0.0",
      "a=8.0.0 b=5.0.0",
      "a=10.0.0 b=10.0.0",
    ]);
    expect(sampleOf(cells, 1000)).toHaveLength(100);
    expect(sampleOf(cells, 1)).toHaveLength(1);
  });
});

const products = (parts: Partial<Products> = {}): Products => ({
  groups: [["a", "b"]],
  varied: ["a", "b"],
  held: {},
  has: () => true,
  ...parts,
});

describe("a version with itself", () => {
  it("is asked for each version of a cell whose axes are one product", () => {
    const own = selfCells(products(), cellAt(axes, [0, 2]));
    expect(own.map(({ version, cell }) => [version, cell.id])).toEqual([
      ["1.0.0", "a=1.0.0 b=1.0.0"],
      ["3.0.0", "a=3.0.0 b=3.0.0"],
    ]);
  });

  it("keeps what other axes have", () => {
    const three = axesOf(2, 2, 2);
    const own = selfCells(products({ varied: ["a", "b", "c"] }), cellAt(three, [0, 1, 1]));
    expect(own.map(({ cell }) => cell.versions["c"])).toEqual(["2.0.0", "2.0.0"]);
  });

  it("moves an axis that is held, and is the cell itself where it is there already", () => {
    const held = products({ varied: ["b"], held: { a: "9.0.0" } });
    const own = selfCells(held, cellOf({ b: "1.0.0" }));
    expect(own.map(({ cell }) => cell.id)).toEqual(["b=9.0.0", "b=1.0.0 a=1.0.0"]);
  });

  it("is not asked where axes are of different products, or one lacks the version", () => {
    expect(selfCells(products({ groups: [] }), cellAt(axes, [0, 2]))).toEqual([]);
    const has = (axis: string, version: string): boolean => axis === "a" || version !== "1.0.0";
    const own = selfCells(products({ has }), cellAt(axes, [0, 2]));
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
