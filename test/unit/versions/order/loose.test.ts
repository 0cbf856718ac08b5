import { describe, expect, it } from "vitest";
import { parseLoose } from "../../../../src/versions/order/loose";
import { compareTexts } from "../../../../src/versions/order/scheme";

const compare = (a: string, b: string): number => Math.sign(compareTexts(a, b, "loose"));

describe("order of what is neither PEP 440 nor semver", () => {
  it.each([
    ["latest", "1"],
    ["9-alpine", "10-alpine"],
    ["15.2", "15.10"],
    ["1.0.2", "1.0.2a"],
    ["1.0.2a", "1.0.2zg"],
    ["2024-05-01", "2024-11-01"],
    ["1.0-rc1", "1.0"],
    ["1.0-nightly", "1.0"],
    ["1.0", "1.0-alpine"],
    ["3.11-bookworm", "3.11-slim"],
    ["r9", "r10"],
  ])("puts %s before %s", (a, b) => {
    expect(compare(a, b)).toBe(-1);
    expect(compare(b, a)).toBe(1);
  });

  it("takes no notice of a leading v, case, or zeros at the end", () => {
    expect([compare("v1.2", "1.2"), compare("1.0-Alpine", "1.0-alpine"), compare("1.0.0", "1.0")]).toEqual([
      0, 0, 0,
    ]);
  });

  it("knows only whole words for pre-releases", () => {
    expect(["1.0-beta", "1.0-rc2", "1.0.2b", "7-preset"].map((text) => parseLoose(text).prerelease)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
