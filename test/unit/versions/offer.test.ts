import { describe, expect, it } from "vitest";
import { type Found, offer } from "../../../src/versions/offer";
import type { AxisSpec, Release } from "../../../src/versions/types";

const found = (releases: readonly Release[]): Found => ({ scheme: "pep440", releases, notes: [] });
const spec = (more: Partial<AxisSpec> = {}): AxisSpec => ({
  name: "release",
  source: { kind: "pypi", name: "x" },
  ...more,
});
const all: readonly Release[] = [
  { name: "0.9" },
  { name: "1.0rc1", prerelease: true },
  { name: "1.0" },
  { name: "1.1", yanked: "broken wheel" },
  { name: "1.2" },
  { name: "1.3", deprecated: "use 2" },
  { name: "2.0rc1", prerelease: true },
];

const names = (more: Partial<AxisSpec>): string[] =>
  offer(spec(more), found(all)).releases.map(({ name }) => name);

describe("what an axis offers", () => {
  it("is neither yanked nor deprecated nor a pre-release, and says what was left out", () => {
    const axis = offer(spec(), found(all));
    expect(axis.releases.map(({ name }) => name)).toEqual(["0.9", "1.0", "1.2"]);
    expect(axis.leftOut.map(({ release, because }) => `${release.name} ${because}`)).toEqual([
      "1.0rc1 prerelease",
      "1.1 yanked",
      "1.3 deprecated",
      "2.0rc1 prerelease",
    ]);
  });

  it("has pre-releases where they are asked for, also by a range that names one", () => {
    expect(names({ prereleases: true })).toEqual(["0.9", "1.0rc1", "1.0", "1.2", "2.0rc1"]);
    expect(names({ range: ">=2.0rc1" })).toEqual(["2.0rc1"]);
    expect(names({ range: ">=1.0rc1", prereleases: false })).toEqual(["1.0", "1.2"]);
  });

  it("has what is named exactly, whatever it is", () => {
    expect(names({ default: "1.1" })).toContain("1.1");
    expect(names({ aliases: { old: "1.3" } })).toContain("1.3");
    expect(names({ range: "==1.0rc1" })).toEqual(["1.0rc1"]);
    expect(
      offer(
        { name: "a", source: { kind: "list", versions: ["1.0rc1", "1.0"] } },
        found([{ name: "1.0rc1", prerelease: true }, { name: "1.0" }]),
      ).releases,
    ).toHaveLength(2);
  });

  it("keeps to range and excludes, which may be ranges too", () => {
    expect(names({ range: ">=1.0" })).toEqual(["1.0", "1.2"]);
    expect(names({ exclude: ["1.0.0"] })).toEqual(["0.9", "1.2"]);
    expect(names({ exclude: ["==1.*"] })).toEqual(["0.9"]);
    expect(names({ exclude: ["1.2"], default: "1.2" })).not.toContain("1.2");
  });

  it("offers pre-releases where there is nothing else, and notes it", () => {
    const axis = offer(spec({ range: ">=1.3 <3" }), found(all));
    expect(axis.releases.map(({ name }) => name)).toEqual(["2.0rc1"]);
    expect(axis.notes).toEqual(["1 release, each a pre-release: offered because there is no other"]);
  });

  it("is empty where the range leaves nothing", () => {
    expect(names({ range: ">=9" })).toEqual([]);
  });

  it("says which axis has a bad range", () => {
    expect(() => names({ range: "^1" })).toThrow(/'\^1' of axis 'release' can't be read/);
  });
});
