import { describe, expect, it } from "vitest";
import { axisSpecs } from "../../../src/scenario/axes";
import { parseScenarioFile } from "../../../src/scenario/parse";

const specsOf = (axes: object) => {
  const { scenarios, problems } = parseScenarioFile(JSON.stringify({ scenarios: { s: { axes } } }), "b.json");
  expect(problems).toEqual([]);
  const { s } = scenarios;
  return s ? axisSpecs(s, "/w") : [];
};

describe("axes", () => {
  it("come from a list, git, PyPI, npm or image tags", () => {
    const axes = {
      a: { versions: ["1.0", "1.1"] },
      b: { versions: { git: "${workspaceFolder}/../other", match: "^v(.*)$" } },
      c: { versions: { pypi: "dagster" }, prereleases: true },
      d: { versions: { npm: "@x/y" }, exclude: ["1.0.1"] },
      e: { versions: { image: "postgres" } },
      f: { versions: { git: "https://example.org/x.git" } },
      g: { versions: { git: "git@example.org:x.git" } },
    };
    expect(specsOf(axes)).toEqual([
      { name: "a", source: { kind: "list", versions: ["1.0", "1.1"] } },
      { name: "b", source: { kind: "git", repo: "/w/../other", match: "^v(.*)$" } },
      { name: "c", source: { kind: "pypi", name: "dagster" }, prereleases: true },
      { name: "d", source: { kind: "npm", name: "@x/y" }, exclude: ["1.0.1"] },
      { name: "e", source: { kind: "image", name: "postgres" } },
      { name: "f", source: { kind: "git", repo: "https://example.org/x.git" } },
      { name: "g", source: { kind: "git", repo: "git@example.org:x.git" } },
    ]);
  });

  it("like another have its versions, and differ in what stands beside", () => {
    const axes = {
      host: {
        versions: { pypi: "x" },
        range: ">=1",
        exclude: ["1.5"],
        aliases: { old: "1.0", mid: "1.3" },
        default: "@latest",
      },
      user: { like: "host", range: "<2", exclude: [], aliases: { mid: "1.4" } },
      third: { like: "user", default: "old" },
    };
    expect(specsOf(axes).slice(1)).toEqual([
      {
        name: "user",
        source: { kind: "pypi", name: "x" },
        range: "<2",
        exclude: [],
        aliases: { old: "1.0", mid: "1.4" },
        default: "@latest",
      },
      {
        name: "third",
        source: { kind: "pypi", name: "x" },
        range: "<2",
        exclude: [],
        aliases: { old: "1.0", mid: "1.4" },
        default: "old",
      },
    ]);
  });

  it("see a list that `extends` replaced, also through `like`", () => {
    const text = JSON.stringify({
      scenarios: {
        s: { axes: { a: { versions: ["1"] }, b: { like: "a" } } },
        t: { extends: "s", axes: { a: { versions: ["2"] } } },
      },
    });
    const { t } = parseScenarioFile(text, "b.json").scenarios;
    expect(t && axisSpecs(t, "/w").map(({ source }) => source)).toEqual([
      { kind: "list", versions: ["2"] },
      { kind: "list", versions: ["2"] },
    ]);
  });
});
