import { describe, expect, it } from "vitest";
import { compareVersions, sameRelease } from "../../../src/versions/compare";
import type { Order, Version } from "../../../src/versions/types";

const at = (order: Order): Version => ({ axis: "a", name: "x", kind: "commit", order });
const release = (nearest: string, after = 0): Version => at({ scheme: "pep440", nearest, after });

describe("comparing versions of all kinds", () => {
  it("puts commits after a release between it and the next", () => {
    const ascending = [
      at({ scheme: "pep440", beyond: "below" }),
      release("1.2.0rc1", 3),
      release("1.2.0"),
      release("1.2.0", 14),
      release("1.2.0", 15),
      release("1.2.1"),
      at({ scheme: "pep440", beyond: "above" }),
    ];
    const wrong = ascending.flatMap((a, i) =>
      ascending.filter((b, j) => Math.sign(compareVersions(a, b)) !== Math.sign(i - j)),
    );
    expect(wrong).toEqual([]);
  });

  it("takes the workspace at a tag for that release", () => {
    expect(compareVersions({ ...release("2.0.0"), kind: "workspace" }, release("2.0"))).toBe(0);
  });

  it("compares a Python axis with an npm axis by what both understand", () => {
    const npm = at({ scheme: "semver", nearest: "1.10.0", after: 0 });
    expect(compareVersions(release("1.9.0"), npm)).toBeLessThan(0);
    expect(compareVersions(npm, release("1.9.0"))).toBeGreaterThan(0);
  });

  it("refuses to compare what is numbered in different ways", () => {
    const tag = {
      ...at({ scheme: "loose", nearest: "bookworm", after: 0 }),
      name: "bookworm",
      axis: "image",
    };
    expect(() => compareVersions(release("1.9"), tag)).toThrow(/'bookworm' of image.*no order/);
  });

  it("knows the same release in other words", () => {
    expect(sameRelease("1.2", "1.2.0", "pep440")).toBe(true);
    expect(sameRelease("1.2.0", "1.2.0rc1", "pep440")).toBe(false);
    expect(sameRelease("spring", "spring", "semver")).toBe(true);
  });
});
