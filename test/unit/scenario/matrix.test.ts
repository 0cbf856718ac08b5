import { describe, expect, it } from "vitest";
import { whyExpected } from "../../../src/scenario/knownReds";
import { matrixOf } from "../../../src/scenario/matrix";
import { release, workspace } from "./examples";
import { folderSide, list, mistakes, scenarioOf, settled, v } from "./settling";

const axes = {
  server: { versions: { git: "." } },
  client: { like: "server" },
  base: list("1.0", "2.0"),
  driver: list("1"),
};

describe("a matrix", () => {
  const matrix = (body: object, more: object = {}) => matrixOf(scenarioOf({ axes, matrix: body, ...more }));

  it("varies all axes over all their versions, where it says nothing", () => {
    expect(matrixOf(scenarioOf({ axes }))).toEqual({
      axes: ["server", "client", "base", "driver"].map((name) => ({ name, versions: { kind: "all" } })),
      state: "fresh",
      self: [["server", "client"]],
    });
  });

  it("varies the axes it names, over a range or a list of their versions", () => {
    expect(matrix({ axes: ["client"] }).axes).toEqual([{ name: "client", versions: { kind: "all" } }]);
    expect(matrix({ axes: { server: ">=1.2 <2", client: ["1.0", "@latest", "workspace"] } }).axes).toEqual([
      { name: "server", versions: { kind: "range", range: ">=1.2 <2" } },
      { name: "client", versions: { kind: "list", versions: ["1.0", "@latest", "workspace"] } },
    ]);
  });

  it("says how many cells run, how many at once, and whether they share their state", () => {
    expect(matrix({ jobs: 3, sample: 20, state: "kept" })).toMatchObject({
      jobs: 3,
      sample: 20,
      state: "kept",
    });
    expect(matrix({ jobs: 3 }, { state: "kept" }).state).toBe("kept");
  });

  it("joins axes of one product, those tied by like too", () => {
    const { self } = matrix({
      self: [
        ["base", "driver"],
        ["driver", "client"],
      ],
    });
    expect(self.map((group) => [...group].sort())).toEqual([["base", "client", "driver", "server"]]);
  });
});

describe("a known red", () => {
  const scenario = scenarioOf({
    axes,
    sides: { userCode: { ...folderSide, version: "${client}" } },
    matrix: {
      expect: [
        { when: "userCode < 1.2 && server == workspace", reason: "renamed a field" },
        { when: "base == 2.0", check: "^upload", reason: "no streams yet" },
      ],
    },
  });
  const redsWith = (client: string, base: string) =>
    settled(scenario, {
      server: workspace("server"),
      client: release("client", client),
      base: release("base", base),
      driver: release("driver", "1"),
    }).knownReds;

  it("holds for the versions of axes and sides that its condition names", () => {
    expect(redsWith("1.2", "1.0")).toEqual([]);
    expect(redsWith("1.1", "1.0")).toEqual([{ reason: "renamed a field" }]);
    expect(redsWith("1.2", "2.0")).toEqual([{ reason: "no streams yet", check: "^upload" }]);
  });

  it("explains a cell only where it speaks of every check that is red", () => {
    const reds = redsWith("1.2", "2.0");
    expect(whyExpected(reds, ["upload a file", "upload two"])).toBe("no streams yet");
    expect(whyExpected(reds, ["upload a file", "download"])).toBeUndefined();
    expect(whyExpected(redsWith("1.1", "1.0"), ["download"])).toBe("renamed a field");
    expect(whyExpected(reds, [])).toBeUndefined();
  });

  it("can't be asked of a side without a version", () => {
    const asksSide = scenarioOf({
      axes: { v: list("1.0") },
      sides: { a: folderSide },
      matrix: { expect: [{ when: "a < 2", reason: "x" }] },
    });
    expect(mistakes(asksSide, { v: v("1.0") })).toEqual([
      expect.stringContaining('the side "a" has no version to ask'),
    ]);
  });
});
