import { describe, expect, it } from "vitest";
import { releasesOfTags, versionOfTag } from "../../../../src/versions/git/tagNames";

const releases = (tags: string, match?: string): { scheme: string; found: string[] } => {
  const { scheme, named } = releasesOfTags(
    tags.split(" ").map((ref) => ({ ref })),
    versionOfTag("host", match),
  );
  return { scheme, found: named.map(({ name, tag }) => (name === tag.ref ? name : `${name} (${tag.ref})`)) };
};

describe("releases among the tags of a repository", () => {
  it("are the plain and v-prefixed versions, in order", () => {
    expect(releases("v1.10.0 1.9.0 nightly pkg-1.0.0 latest v2 V1.2 very-1")).toEqual({
      scheme: "pep440",
      found: ["1.2 (V1.2)", "1.9.0", "1.10.0 (v1.10.0)", "2 (v2)"],
    });
  });

  it("have one tag for each version, the plain one if there is one, whatever comes first", () => {
    expect(releases("v1.0.0 1.0.0 v1.1.0").found).toEqual(["1.0.0", "1.1.0 (v1.1.0)"]);
    expect(releases("v1.1.0 1.0.0 v1.0.0").found).toEqual(["1.0.0", "1.1.0 (v1.1.0)"]);
    expect(releases("v1.0 1.0.0").found).toEqual(["1.0.0"]);
    expect(releases("0-1.0.0 1.0.0", "^(?:0-)?(.*)$").found).toEqual(["1.0.0"]);
  });

  it("are what `match` says: a whole tag, its first group, or its group `version`", () => {
    const tags = "1.0.0 1.1.0rc1 client-2.0.0 client-v2.1.0 server-3.0.0";
    expect(releases(tags, "^\\d+\\.\\d+\\.\\d+$").found).toEqual(["1.0.0"]);
    expect(releases(tags, "^client-(.*)$").found).toEqual(["2.0.0 (client-2.0.0)", "2.1.0 (client-v2.1.0)"]);
    expect(releases(tags, "^(client|server)-(?<version>.*)$").found).toEqual([
      "2.0.0 (client-2.0.0)",
      "2.1.0 (client-v2.1.0)",
      "3.0.0 (server-3.0.0)",
    ]);
  });

  it("are ordered as npm does where most are written so", () => {
    expect(releases("v1.0.0-next.2 v1.0.0-next.10 v1.0.0")).toEqual({
      scheme: "semver",
      found: ["1.0.0-next.2 (v1.0.0-next.2)", "1.0.0-next.10 (v1.0.0-next.10)", "1.0.0 (v1.0.0)"],
    });
  });

  it("may be no versions at all where `match` wants them", () => {
    expect(releases("r9 r10 v1", "^r\\d+$")).toEqual({ scheme: "loose", found: ["r9", "r10"] });
  });

  it("names the axis whose `match` is no regular expression", () => {
    expect(() => versionOfTag("host", "(")).toThrow(
      "The 'match' of axis 'host' is not a regular expression: (",
    );
  });
});
