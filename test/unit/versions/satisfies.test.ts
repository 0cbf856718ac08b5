import { describe, expect, it } from "vitest";
import { parseRange, type Range } from "../../../src/versions/range";
import { matches, nameSatisfies, satisfies } from "../../../src/versions/satisfies";
import type { Order, Scheme, Version } from "../../../src/versions/types";
import { inRange, notInRange } from "./order/pep440Reference";

const read = (text: string): Range => {
  const range = parseRange(text);
  if (!range.ok) throw new Error(range.error);
  return range.value;
};

const inIt = (name: string, text: string, scheme: Scheme = "pep440"): boolean =>
  nameSatisfies(name, scheme, read(text));

describe("ranges of Python versions", () => {
  it.each(inRange)("%s takes in %s", (range, versions) => {
    expect(versions.split(" ").filter((version) => !inIt(version, range))).toEqual([]);
  });

  it.each(notInRange)("%s leaves out %s", (range, versions) => {
    expect(versions.split(" ").filter((version) => inIt(version, range))).toEqual([]);
  });
});

describe("ranges of other versions", () => {
  it.each([
    ["1.2.3", ">=1.2 <2", true],
    ["2.0.0", ">=1.2 <2", false],
    ["2.0.0-rc.1", "<2", false],
    ["2.0.0-rc.1", "<2.0.0-rc.2", true],
    ["2.0.0-rc.1", ">=2", false],
    ["1.2.9", "==1.2.*", true],
    ["1.20.0", "==1.2.*", false],
    ["1.2.0", "1.2", true],
    ["1.2.0+build", "==1.2.0", true],
    ["1.2.0+build", "==1.2.0+other", false],
    ["1.4.9", "~=1.4.2", true],
    ["1.5.0", "~=1.4.2", false],
  ])("npm's %s in %s: %s", (name, range, expected) => {
    expect(inIt(name, range, "semver")).toBe(expected);
  });

  it("orders image tags naturally", () => {
    expect(
      ["9-alpine", "15-alpine", "15.2-alpine", "16"].filter((tag) => inIt(tag, ">=15 <16", "loose")),
    ).toEqual(["15-alpine", "15.2-alpine"]);
  });

  it("falls back to natural order where the bound is no version of the scheme", () => {
    expect(inIt("1.2.0", "<1.2-foo.bar")).toBe(true);
  });
});

describe("ranges and what lies between releases", () => {
  const after: Order = { scheme: "pep440", nearest: "1.2.0", after: 14 };

  it.each([
    [">1.2.0", true],
    [">=1.2.0", true],
    ["<1.2.1", true],
    ["<=1.2.0", false],
    ["==1.2.0", false],
    ["1.2.0", false],
    ["!=1.2.0", true],
    ["==1.2.*", true],
    ["~=1.2.0", true],
    [">=1.2.1", false],
  ])("14 commits after 1.2.0 in %s: %s", (range, expected) => {
    expect(satisfies(after, read(range))).toBe(expected);
  });

  it("counts commits after a post-release, and after a pre-release, as later than it", () => {
    expect(satisfies({ ...after, nearest: "1.2.post1" }, read(">1.2"))).toBe(true);
    expect(satisfies({ ...after, nearest: "1.3.0rc1" }, read(">1.3.0rc1"))).toBe(true);
    expect(satisfies({ ...after, nearest: "1.3.0rc1" }, read(">=1.3.0"))).toBe(false);
  });

  it("is above every bound where nothing is known below, and below every bound before the first release", () => {
    const beyond = (where: "above" | "below", range: string): boolean =>
      satisfies({ scheme: "pep440", beyond: where }, read(range));
    expect([beyond("above", ">=9"), beyond("above", "<9"), beyond("above", "!=9")]).toEqual([
      true,
      false,
      true,
    ]);
    expect([beyond("below", ">=0.1"), beyond("below", "<0.1"), beyond("below", "==1.*")]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe("a condition at a value by version", () => {
  const workspace: Version = {
    axis: "host",
    name: "workspace",
    kind: "workspace",
    order: { scheme: "pep440", nearest: "2.0.0", after: 0 },
  };
  const main: Version = { ...workspace, name: "main", kind: "branch" };

  it.each([
    [workspace, "workspace", true],
    [workspace, ">=2", true],
    [workspace, "2.0.0", true],
    [workspace, "<2", false],
    [main, "workspace", false],
    [main, "main", true],
    [main, "other", false],
    [main, " >=1  <3 ", true],
  ])("$name matches it or not", (version, condition, expected) => {
    expect(matches(version, condition)).toBe(expected);
  });
});
