import { describe, expect, it } from "vitest";
import { withoutOurs } from "../../../../../src/editor/views/scenario/edited";

describe("what counts as edited by a person", () => {
  it("leaves out what the emulation itself rewrote", () => {
    expect(withoutOurs(["conf/w.yaml", "a.py"], "", ["conf/w.yaml"])).toEqual(["a.py"]);
    expect(withoutOurs(["w.yaml"], "", ["./w.yaml"])).toEqual([]);
  });

  it("knows the rewritten file of a side that lies deeper in its checkout", () => {
    expect(withoutOurs(["app/w.yaml", "w.yaml"], "app/", ["w.yaml"])).toEqual(["w.yaml"]);
  });
});
