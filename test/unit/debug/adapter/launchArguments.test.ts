import { describe, expect, it } from "vitest";
import { problemText } from "../../../../src/debug/adapter/console";
import { launchArguments } from "../../../../src/debug/adapter/launchArguments";
import { makePlan } from "../../../../src/emulation/makePlan";
import { checkTargets } from "../../../../src/emulation/targets";
import { scenarioOf, settled } from "../../scenario/settling";

describe("a launch configuration", () => {
  it("needs only its folder: all targets, default versions", () => {
    expect(launchArguments.parse({ folder: "/w", type: "backcompat", request: "launch" })).toEqual({
      folder: "/w",
      versions: {},
      swap: false,
      debug: true,
      exceptions: {},
      noDebug: false,
    });
  });

  it.each([
    {},
    { folder: "/w", debug: "web" },
    { folder: "/w", versions: { a: 1 } },
    { folder: "/w", swap: "yes" },
  ])("%j is refused", (given) => {
    expect(launchArguments.safeParse(given).success).toBe(false);
  });
});

describe("targets asked for by name", () => {
  const services = {
    web: { side: "a", run: ["x"], debug: { language: "python" } },
    db: { side: "a", run: ["x"] },
  };
  const plan = makePlan(settled(scenarioOf({ sides: { a: { source: { folder: "." } } }, services }), {}));
  const check = (wanted: "all" | "none" | string[]) => () =>
    checkTargets(plan, { services: wanted, hold: false });

  it("are there and can be debugged", () => {
    for (const fine of ["all", "none", ["web"], []] as const)
      expect(check(typeof fine === "string" ? fine : [...fine])).not.toThrow();
    expect(check(["wbe"])).toThrow("There is no service “wbe” to debug");
    expect(check(["web", "db"])).toThrow("The service “db” has no “debug” in the scenario");
  });
});

it("a problem in the console says what happened, its lines, and what to do", () => {
  expect(problemText({ code: "x", exit: 2, message: "It broke", lines: ["one"], hint: "Mend it." })).toBe(
    "It broke\n    one\n→ Mend it.",
  );
});
