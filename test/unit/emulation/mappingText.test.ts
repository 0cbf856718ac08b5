import { describe, expect, it } from "vitest";
import { mappingText } from "../../../src/emulation/mappingText";

const label = "host 1.0.0 · web";

describe("the folders of a target, in words", () => {
  it("name each that is known here by both names", () => {
    const mappings = [
      { here: "/tree/src", there: "/srv/app" },
      { here: "/tree", there: "/srv" },
    ];
    expect(mappingText({ label, mappings })).toBe(
      "host 1.0.0 · web: in its container /srv/app is /tree/src, /srv is /tree",
    );
  });

  it("say so where none is known", () => {
    expect(mappingText({ label, mappings: [] })).toContain("none of the folders in its container is known");
  });

  it("are not spoken of where a target is a process of this machine", () => {
    expect(mappingText({ label })).toBeUndefined();
  });
});
