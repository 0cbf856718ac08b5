import { describe, expect, it } from "vitest";
import { groupsOf, outcomeOf } from "../../../../src/editor/testing/cellTree";
import { axesOf, resultOf } from "../../matrix/grid";

describe("cells in the test explorer", () => {
  it("lie below the versions of the first axis, named by the others", () => {
    const groups = groupsOf(axesOf(2, 2));
    expect(groups.map(({ id, label }) => [id, label])).toEqual([
      ["a=1.0.0", "a 1.0.0"],
      ["a=2.0.0", "a 2.0.0"],
    ]);
    expect(groups[1]?.cells.map(({ cell, label }) => [cell.id, label])).toEqual([
      ["a=2.0.0 b=1.0.0", "b 1.0.0"],
      ["a=2.0.0 b=2.0.0", "b 2.0.0"],
    ]);
  });

  it("lie below the scenario itself where one axis varies, and name all of several others", () => {
    const [only] = groupsOf(axesOf(2));
    expect(only).toMatchObject({ id: "", cells: [{ label: "a 1.0.0" }, { label: "a 2.0.0" }] });
    expect(groupsOf(axesOf(1, 1, 2))[0]?.cells[1]?.label).toBe("b 1.0.0, c 2.0.0");
    expect(groupsOf([])).toEqual([]);
  });
});

describe("a verdict in the test explorer", () => {
  it("is passed or failed only where it says something about the versions", () => {
    const kinds = (["green", "red", "flaky", "broken", "unbuildable", "absent", "cancelled"] as const).map(
      (verdict) => outcomeOf(resultOf(verdict), [], undefined).kind,
    );
    expect(kinds).toEqual(["passed", "failed", "failed", "skipped", "skipped", "skipped", "errored"]);
  });

  it("is passed for a red that was expected, and failed for a green that was not", () => {
    expect(outcomeOf({ ...resultOf("red"), expected: "known" }, [], "expected: known").kind).toBe("passed");
    const green = outcomeOf({ ...resultOf("green"), wasExpected: "issue 5" }, [], "was expected to be red");
    expect(green).toEqual({ kind: "failed", text: "was expected to be red" });
  });

  it("says what every side said", () => {
    const said = outcomeOf(resultOf("red"), ["host · web: no", "code said nothing"], undefined);
    expect(said).toEqual({ kind: "failed", text: "host · web: no\ncode said nothing" });
  });
});
