import { describe, expect, it } from "vitest";
import {
  checkRefName,
  isFullCommit,
  looksLikeCommit,
  nearestRefs,
  shortName,
} from "../../../src/trees/refNames";

describe("a ref's name", () => {
  it("passes when git can take it as one", () => {
    for (const ref of ["1.0.0", "release/v1", "größe-✓", "HEAD~2", "v1^{}"])
      expect(checkRefName(ref)).toBe(ref);
  });

  it("is refused when it is empty, an option, or holds control characters", () => {
    for (const ref of ["", "-f", "--upload-pack=touch x", "a\nb", "a\0b", "a\u007fb"])
      expect(() => checkRefName(ref)).toThrow(/can't be a tag/);
  });

  it("may look like a commit, short or full", () => {
    expect(looksLikeCommit("20240101")).toBe(true);
    expect(looksLikeCommit("abc")).toBe(false);
    expect(looksLikeCommit("v1234567")).toBe(false);
    expect(isFullCommit("a".repeat(40))).toBe(true);
    expect(isFullCommit("a".repeat(64))).toBe(true);
    expect(isFullCommit("a".repeat(41))).toBe(false);
  });

  it("is shown without its folder", () => {
    expect(["refs/tags/v1", "refs/heads/a/b", "refs/remotes/origin/x"].map(shortName)).toEqual([
      "v1",
      "a/b",
      "origin/x",
    ]);
  });
});

describe("nearestRefs", () => {
  const names = ["refs/tags/v1.0.0", "refs/tags/v1.0.1", "refs/tags/v2.0.0", "refs/heads/main"];

  it("finds what differs by a few letters", () => {
    expect(nearestRefs("v1.0.2", names)).toEqual(expect.arrayContaining(["v1.0.0", "v1.0.1"]));
  });

  it("puts a name that only lacks its prefix first", () => {
    expect(nearestRefs("2.0.0", names)[0]).toBe("v2.0.0");
    expect(nearestRefs("release-v2.0.0", names)[0]).toBe("v2.0.0");
  });

  it("names none where nothing is near", () => {
    expect(nearestRefs("z", ["refs/tags/completely-different"])).toEqual([]);
  });
});
