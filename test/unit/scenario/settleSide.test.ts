import { describe, expect, it } from "vitest";
import type { Scenario } from "../../../src/scenario/parse";
import type { Version } from "../../../src/versions/types";
import { release, workspace } from "./examples";
import { folderSide, list, mistakes, scenarioOf, settled, v } from "./settling";

describe("sources", () => {
  const side = (source: object, axes: object = { v: list("1.0") }) =>
    scenarioOf({ axes, sides: { a: { source } } });
  const sourceOf = (scenario: Scenario, version: Version) =>
    settled(scenario, { v: version }).sides["a"]?.source;

  it("are packages, images, folders", () => {
    expect(sourceOf(side({ pypi: "dagster[x]==${v}" }), v("1.0"))).toEqual({
      kind: "pypi",
      name: "dagster[x]",
      version: "1.0",
    });
    expect(sourceOf(side({ npm: "@a/b@${v}" }), v("1.0"))).toEqual({
      kind: "npm",
      name: "@a/b",
      version: "1.0",
    });
    expect(sourceOf(side({ image: "postgres:${v}" }), v("1.0"))).toEqual({
      kind: "image",
      image: "postgres:1.0",
    });
    expect(sourceOf(side({ folder: "../x" }), v("1.0"))).toEqual({ kind: "folder", path: "/x" });
  });

  it("take the tag as it is for an axis, also where the version is called otherwise", () => {
    const tagged = v("1.0", { ref: "v1.0", commit: "abc" });
    const git = { v: { versions: { git: "/repo" } } };
    expect(sourceOf(side({ git: "${v}" }, git), tagged)).toEqual({
      kind: "git",
      repo: "/repo",
      ref: "v1.0",
      commit: "abc",
    });
    expect(sourceOf(side({ git: "${v}", repo: "https://e.org/x.git" }, git), tagged)).toEqual({
      kind: "git",
      repo: "https://e.org/x.git",
      ref: "v1.0",
    });
    expect(sourceOf(side({ git: "release/${v}" }, git), tagged)).toEqual({
      kind: "git",
      repo: "/w",
      ref: "release/1.0",
    });
    expect(sourceOf(side({ git: "main" }, git), tagged)).toEqual({ kind: "git", repo: "/w", ref: "main" });
    expect(sourceOf(side({ git: "workspace" }, git), tagged)).toEqual({ kind: "workspace", folder: "/w" });
    expect(sourceOf(side({ git: "${v}" }, git), workspace("v"))).toEqual({
      kind: "workspace",
      folder: "/repo",
    });
  });

  it("that can't be a workspace say so", () => {
    expect(mistakes(side({ pypi: "x==${v}" }), { v: workspace("v") })[0]).toContain(
      "workspace of v is no version of a package",
    );
    expect(mistakes(side({ git: "${v}", repo: "https://e.org/x.git" }), { v: workspace("v") })[0]).toContain(
      '"workspace" is a folder on this machine',
    );
  });

  it.each([
    ["release/0.14.17", "0.14.17"],
    ["v1.2", "1.2"],
    ["main", undefined],
    ["workspace", "workspace"],
  ])("by the ref %s are at version %s", (ref, expected) => {
    expect(settled(side({ git: ref }), { v: v("1.0") }).sides["a"]?.version?.name).toBe(expected);
  });

  it("have the version that the side says, where it does", () => {
    const scenario = scenarioOf({
      axes: { v: list("1.0") },
      sides: { a: { source: { git: "main" }, version: "${v}" } },
    });
    expect(settled(scenario, { v: v("1.0") }).sides["a"]?.version?.name).toBe("1.0");
  });
});

describe("`asOf`", () => {
  const of = (asOf: string, source: object) =>
    scenarioOf({
      axes: { v: list("1.0"), release: list("2.0") },
      sides: { a: { source, python: { asOf } } },
    });
  const date = (scenario: Scenario, version: Version) =>
    settled(scenario, { v: version, release: release("release", "2.0", { date: "2030-01-01T00:00:00Z" }) })
      .sides["a"]?.environment;

  it("is a date, the release's own, or that of an axis", () => {
    expect(date(of("2021-01-02", folderSide.source), v("1.0"))).toMatchObject({
      asOf: "2021-01-02T00:00:00.000Z",
    });
    expect(date(of("release", { pypi: "x==${v}" }), v("1.0"))).toMatchObject({
      asOf: "2021-09-30T00:00:00Z",
    });
    expect(date(of("v", folderSide.source), v("1.0"))).toMatchObject({ asOf: "2021-09-30T00:00:00Z" });
    expect(date(of("release", folderSide.source), v("1.0"))).toMatchObject({ asOf: "2030-01-01T00:00:00Z" });
    expect(date(of("${v.date}", folderSide.source), v("1.0"))).toMatchObject({
      asOf: "2021-09-30T00:00:00.000Z",
    });
  });

  it("of a side without a version is said", () => {
    const scenario = scenarioOf({ sides: { a: { ...folderSide, python: { asOf: "release" } } } });
    expect(settled(scenario, {}).warnings).toEqual([
      "The side a has no version, so it gets the newest dependencies instead of its release's.",
    ]);
  });

  it("of a release whose date nobody knows is said, not guessed", () => {
    const { date: _, ...dateless } = v("1.0");
    const { warnings, sides } = settled(of("v", folderSide.source), {
      v: dateless,
      release: release("release", "2.0"),
    });
    expect(warnings).toEqual(["The date of 1.0 is not known, so a gets the newest dependencies."]);
    expect(sides["a"]?.environment).not.toHaveProperty("asOf");
  });
});
