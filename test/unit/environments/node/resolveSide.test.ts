import { describe, expect, it } from "vitest";
import { optionFor } from "../../../../src/environments/node/resolveSide";

describe("Node is led to the side's packages", () => {
  it.each([
    ["24.1.0", "--import=file:///r.mjs"],
    ["20.6.0", "--import=file:///r.mjs"],
    ["18.19.0", "--import=file:///r.mjs"],
    ["20.5.1", "--experimental-loader=file:///h.mjs"],
    ["16.20.2", "--experimental-loader=file:///h.mjs"],
  ])("by an option that %s knows", (version, option) => {
    expect(optionFor(version, "file:///r.mjs", "file:///h.mjs")).toBe(option);
  });
});
