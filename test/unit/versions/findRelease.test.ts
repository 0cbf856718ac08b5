import { describe, expect, it } from "vitest";
import { findRelease, versionOfRelease } from "../../../src/versions/findRelease";
import { axisOf } from "./fakes";

describe("finding a release", () => {
  const axis = axisOf([], {
    releases: [{ name: "1.0", ref: "v1.0" }, { name: "1.1.0", ref: "client-1.1.0" }, { name: "1.1.0.post1" }],
    leftOut: [
      { release: { name: "1.2.0", yanked: "broken" }, because: "yanked" },
      { release: { name: "1.3.0", deprecated: "old" }, because: "deprecated" },
    ],
  });

  it.each([
    ["1.0", "1.0"],
    ["v1.0", "1.0"],
    ["1.0.0", "1.0"],
    ["V1.0.0", "1.0"],
    ["client-1.1.0", "1.1.0"],
    ["1.1", "1.1.0"],
    ["1.1.0-1", "1.1.0.post1"],
    ["1.2.0", "1.2.0"],
    ["1.3", "1.3.0"],
  ])("%s is %s", (wanted, name) => {
    expect(findRelease(axis, wanted)?.name).toBe(name);
  });

  it.each(["1", "1.", "main", "", "client-1.0", "1.1.1", "vv1.0"])(
    "%j is none or what it equals",
    (wanted) => {
      expect(findRelease(axis, wanted)?.name).toBe(wanted === "1" ? "1.0" : undefined);
    },
  );

  it("gives back the tag to check out, or the name where there is no tag", () => {
    const [tagged, , plain] = axis.releases;
    if (!tagged || !plain) throw new Error("missing");
    expect(versionOfRelease(axis, tagged)).toMatchObject({ name: "1.0", ref: "v1.0" });
    expect(versionOfRelease(axis, plain)).toMatchObject({ name: "1.1.0.post1", ref: "1.1.0.post1" });
  });
});
