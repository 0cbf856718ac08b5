import { describe, expect, it } from "vitest";
import { schemeOfAll, schemeOfMost, sortedBy } from "../../../../src/versions/order/scheme";

describe("the scheme of an axis", () => {
  it("is PEP 440 where everything is a Python version", () => {
    expect(schemeOfAll(["1.0", "1.1rc1", "2.0.0"])).toBe("pep440");
  });

  it("is semver where Python doesn't know the way pre-releases are written", () => {
    expect(schemeOfAll(["1.0.0", "2.0.0-next.1"])).toBe("semver");
  });

  it("is loose where a listed version fits neither", () => {
    expect(schemeOfAll(["1.0.0", "bookworm"])).toBe("loose");
  });

  it("is that of most tags, odd ones notwithstanding", () => {
    expect(schemeOfMost(["1.0.0", "1.1.0", "2.0.0-next.1", "nightly"])).toBe("semver");
    expect(schemeOfMost(["1.0", "1.1", "nightly"])).toBe("pep440");
    expect(schemeOfMost(["spring", "summer"])).toBe("loose");
    expect(schemeOfMost([])).toBe("pep440");
  });
});

describe("sorting", () => {
  it("is by version, leaves out what is none, and is the same whatever came first", () => {
    const versions = ["1.10", "1.9", "odd", "1.9rc1", "1.9.0"];
    const sorted = ["1.9rc1", "1.9", "1.9.0", "1.10"];
    expect(sortedBy(versions, (text) => text, "pep440")).toEqual(sorted);
    expect(sortedBy([...versions].reverse(), (text) => text, "pep440")).toEqual(sorted);
  });
});
