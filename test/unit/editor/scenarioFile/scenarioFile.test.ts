import { describe, expect, it } from "vitest";
import { problemsToShow } from "../../../../src/editor/scenarioFile/problemsToShow";
import { scenarioPlaces } from "../../../../src/editor/scenarioFile/scenarioPlaces";
import { variableBefore } from "../../../../src/editor/scenarioFile/variableBefore";
import { inputFailure } from "../../../../src/util/problem";

describe("lenses", () => {
  it("stand above each scenario, by the line of its name", () => {
    const text = '// one\n{ "scenarios": {\n  "a": {},\n\n  "b": {\n  }\n} }';
    expect(scenarioPlaces(text)).toEqual([
      { name: "a", line: 2 },
      { name: "b", line: 4 },
    ]);
  });

  it("are gone while the text is no JSON, and where there are no scenarios", () => {
    expect(scenarioPlaces('{ "scenarios": { "a": ')).toEqual([]);
    expect(scenarioPlaces("[]")).toEqual([]);
  });
});

describe("squiggles", () => {
  const at = (code: string, file: string) =>
    inputFailure(code, code, { place: { file, line: 1, column: 1 } }).problem;

  it("are of their own file only", () => {
    const problems = [at("unknown-side", "a.json"), at("unknown-side", "b.json")];
    expect(problemsToShow(problems, "b.json")).toEqual([problems[1]]);
  });

  it("leave to the schema what it says already", () => {
    expect(problemsToShow([at("unknown-key", "a.json"), at("not-json", "a.json")], "a.json")).toEqual([]);
  });
});

describe("the variable under the cursor", () => {
  it("is known from its brace on, and whether it is closed", () => {
    expect(variableBefore('"${sides.ho', 11)).toEqual({ start: 3, end: 11 });
    expect(variableBefore('"${port}/x"', 5)).toEqual({ start: 3, end: 8 });
    expect(variableBefore('"${}"', 3)).toEqual({ start: 3, end: 4 });
  });

  it("is none behind a closed one, outside of one, or where $${ means just that", () => {
    expect(variableBefore('"${port}/x"', 9)).toBeUndefined();
    expect(variableBefore('"port', 5)).toBeUndefined();
    expect(variableBefore('"$${po', 6)).toBeUndefined();
  });
});
