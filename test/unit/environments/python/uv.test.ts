import { describe, expect, it } from "vitest";
import {
  relaxedBounds,
  uvBounds,
  wantsNewerSetuptools,
} from "../../../../src/environments/python/install/uv";

describe("the bounds of uv", () => {
  it("are the date, and setuptools that uv can work with", () => {
    expect(uvBounds(undefined)).toEqual([]);
    expect(uvBounds("2023-01-01T00:00:00Z")).toEqual(["--exclude-newer", "2023-01-01T00:00:00Z"]);
    expect(uvBounds("2018-01-01T00:00:00Z")).toContain("setuptools=2019-03-01T00:00:00Z");
    expect(uvBounds("2021-01-01T00:00:00Z")).toHaveLength(2);
    expect(relaxedBounds("2021-01-01T00:00:00Z")).toContain("setuptools=2022-09-01T00:00:00Z");
  });

  it("are relaxed only where setuptools of that time can't install editable", () => {
    const output = ["AttributeError: '_BuildMetaLegacyBackend' object has no attribute 'build_editable'"];
    expect(wantsNewerSetuptools("2021-01-01T00:00:00Z", output)).toBe(true);
    expect(wantsNewerSetuptools("2023-01-01T00:00:00Z", output)).toBe(false);
    expect(wantsNewerSetuptools("2021-01-01T00:00:00Z", ["gcc failed"])).toBe(false);
    expect(wantsNewerSetuptools(undefined, output)).toBe(false);
  });
});
