import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../../src/emulation/outcome";
import { interrupted, machineFailure } from "../../../src/util/problem";

describe("an emulation that an error ended is remembered", () => {
  it("as cancelled, where somebody cancelled it", () => {
    expect(outcomeOf(interrupted("The emulation"))).toEqual({ verdict: "cancelled" });
  });

  it("as unbuildable, with what couldn't be built", () => {
    const error = machineFailure("unbuildable", "The environment of side host can't be built");
    expect(outcomeOf(error)).toEqual({ verdict: "unbuildable", why: error.message });
  });

  it("without a verdict, where the machine lacks something", () => {
    expect(outcomeOf(machineFailure("no-python", "No Python 3.5 is on this machine"))).toEqual({
      why: "No Python 3.5 is on this machine",
    });
  });
});
