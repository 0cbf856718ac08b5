import { describe, expect, it } from "vitest";
import { axesOfSide } from "../../../../../src/editor/views/scenario/axesOfSide";
import { list, scenarioOf } from "../../../scenario/settling";

const { tree } = scenarioOf({
  axes: { now: list("2.0.0"), release: list("1.0.0") },
  sides: {
    host: { source: { git: "${now}" } },
    user: { source: { pypi: "lib==${release}" } },
    fixed: { source: { folder: "${workspaceFolder}/x" } },
  },
  swap: ["host", "user"],
});
const axes = ["now", "release"];

describe("the axes that a side's version comes from", () => {
  it("are those its source names", () => {
    expect(axesOfSide(tree, "host", false, axes)).toEqual(["now"]);
    expect(axesOfSide(tree, "user", false, axes)).toEqual(["release"]);
  });

  it("are the other side's where both are swapped", () => {
    expect(axesOfSide(tree, "host", true, axes)).toEqual(["release"]);
  });

  it("are none for a fixed folder, or a side that isn't there", () => {
    expect(axesOfSide(tree, "fixed", false, axes)).toEqual([]);
    expect(axesOfSide(tree, "nobody", false, axes)).toEqual([]);
  });
});
