import { describe, expect, it } from "vitest";
import { wantedPython } from "../../../src/environments/python/wanted";
import { versionFits } from "../../../src/environments/versionFits";

describe("a wanted version", () => {
  it.each([
    ["3.8", "3.8.18", true],
    ["3.1", "3.11.7", false],
    ["3.11.7", "3.11.7", true],
    ["3.11.7", "3.11.70", false],
    ["3", "3.13.0", true],
    ["2.7", "2.7.18", true],
    [">=3.8", "3.7.16", false],
    [">=3.8", "3.10.13", true],
    [">=3.8 <3.12", "3.12.1", false],
    [">=3.8,<3.12", "3.11.7", true],
    ["~=3.8.1", "3.8.18", true],
  ])("of %s: %s fits is %s", (wanted, version, fits) => {
    expect(wantedPython(wanted)(version)).toBe(fits);
  });

  it("that is left out is any Python 3", () => {
    expect(wantedPython(undefined)("2.7.18")).toBe(false);
    expect(wantedPython(undefined)("3.13.0")).toBe(true);
  });

  it("of Node may begin with a v", () => {
    const fits = versionFits("v22", { what: "Node", scheme: "semver" });
    expect([fits("22.11.0"), fits("20.1.0")]).toEqual([true, false]);
  });

  it("that is none says how to write it", () => {
    expect(() => wantedPython("^3.8")).toThrow(/“\^3\.8” is no Python version/);
  });
});
