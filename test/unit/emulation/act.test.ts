import { describe, expect, it } from "vitest";
import { checkNames } from "../../../src/emulation/act";
import type { SettledAction } from "../../../src/scenario/settled";
import { problemOf } from "../../../src/util/problem";

const request = {
  service: "web",
  path: "/",
  method: "POST",
  headers: {},
};
const action = (args: Readonly<Record<string, unknown>>): SettledAction => ({
  kind: "http",
  request,
  arguments: args,
});

const problem = (args: Readonly<Record<string, unknown>>, ...given: string[]) => {
  try {
    checkNames("launch", action(args), given);
    return undefined;
  } catch (error) {
    return problemOf(error);
  }
};

describe("what an action is sent", () => {
  it("is refused where the action names its arguments and this is none of them, with the nearest", () => {
    expect(problem({ job: { ask: "Job" }, times: 1 }, "times", "jbo")).toMatchObject({
      code: "unknown-argument",
      exit: 2,
      message: "The action “launch” has no argument “jbo”",
      hint: "Did you mean “job”? It has “job”, “times”.",
    });
    expect(problem({ job: "x" }, "entirely-else")?.hint).toBe("It has “job”.");
  });

  it("is taken where it is named, and where the action names none", () => {
    expect(problem({ job: { ask: "Job" } }, "job")).toBeUndefined();
    expect(problem({ job: "x" })).toBeUndefined();
    expect(problem({}, "anything")).toBeUndefined();
  });
});
