import { describe, expect, it } from "vitest";
import { compareTexts } from "../../../../src/versions/order/scheme";
import { parseSemver, parseSemverBound } from "../../../../src/versions/order/semver";

/** The first is greater: the reference implementation's own cases. */
const greater = `
  0.0.0 0.0.0-foo | 0.0.1 0.0.0 | 1.0.0 0.9.9 | 0.10.0 0.9.0 | 0.99.0 0.10.0 | 2.0.0 1.2.3 | v0.0.0 0.0.0-foo
  v0.0.1 0.0.0 | v0.99.0 0.10.0 | 0.0.0 v0.0.0-foo | 1.2.3 1.2.3-asdf | 1.2.3 1.2.3-4 | 1.2.3 1.2.3-4-foo
  1.2.3-5-foo 1.2.3-5 | 1.2.3-5 1.2.3-4 | 1.2.3-5-foo 1.2.3-5-Foo | 3.0.0 2.7.2+asdf | 1.2.3-a.10 1.2.3-a.5
  1.2.3-a.b 1.2.3-a.5 | 1.2.3-a.b 1.2.3-a | 1.2.3-a.b.c.10.d.5 1.2.3-a.b.c.5.d.100 | 1.2.3-r2 1.2.3-r100
  1.2.3-r100 1.2.3-R2 | 1.0.0+0 1.0.0 | 1.0.0+0.0 1.0.0+0 | 1.0.0+1 1.0.0+0 | 1.0.0+1.0 1.0.0+1`
  .trim()
  .split(/\s*[|\n]\s*/)
  .map((pair) => pair.split(" "));

describe("order of npm versions", () => {
  it.each(greater)("puts %s after %s", (a = "", b = "") => {
    expect(compareTexts(a, b, "semver")).toBeGreaterThan(0);
    expect(compareTexts(b, a, "semver")).toBeLessThan(0);
    expect(compareTexts(a, a, "semver")).toBe(0);
  });

  it.each(["1.2", "1", "1.2.3.4", "1.02.3", "a.b.c", "1.2.3-01", ""])(
    "doesn't take %j for a version",
    (text) => {
      expect(parseSemver(text)).toBeUndefined();
    },
  );

  it.each([
    ["1", "1.0.0", [1]],
    ["1.2", "1.2.0", [1, 2]],
    ["v1.2", "1.2.0", [1, 2]],
    ["1.2.3", "1.2.3", [1, 2, 3]],
    ["1.2-rc.1", "1.2.0-rc.1", [1, 2]],
  ])("compares the bound %s of a range as %s, and keeps its length", (text, full, release) => {
    expect(parseSemverBound(text)).toEqual({ ...parseSemver(full), release });
  });
});
