import { describe, expect, it } from "vitest";
import { inOrder } from "../../../src/emulation/inOrder";
import type { Step } from "../../../src/emulation/plan";

const step = (id: string, ...after: string[]): Step => ({ kind: "setup", setup: 0, id, title: id, after });
const ids = (...steps: Step[]): string[] => inOrder(steps).map(({ id }) => id);

describe("steps in order", () => {
  it("stand as they were given where that can be done", () => {
    expect(ids(step("b"), step("a", "b"), step("c"))).toEqual(["b", "a", "c"]);
  });

  it("come after what they wait for, however far down it stands", () => {
    expect(ids(step("c", "b"), step("b", "a"), step("a"), step("d"))).toEqual(["a", "b", "c", "d"]);
  });

  it("don't wait for what is not there, such as a service that these versions lack", () => {
    expect(ids(step("a", "gone"))).toEqual(["a"]);
  });

  it("that wait for themselves are refused", () => {
    expect(() => inOrder([step("a", "a")])).toThrow("wait for each other");
  });
});
