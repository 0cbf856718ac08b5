import { expect, it } from "vitest";
import { makePlan } from "../../../src/emulation/makePlan";
import { stepTitle } from "../../../src/emulation/stepTitle";
import { versionsOf } from "../../../src/emulation/versionsOf";
import { dagster, release, workspace } from "../scenario/examples";
import { scenarioIn, scenarioOf, settled } from "../scenario/settling";

const versions = { host: workspace("host"), release: release("release", "1.0.0") };
const plan = makePlan(settled(scenarioIn(dagster, "dagster"), versions));
const titleOf = (of: typeof plan, id: string): string | undefined => {
  const step = of.steps.find((one) => one.id === id);
  return step && stepTitle(step, of);
};

it("a service is shown by its name, side and version instead of its command", () => {
  expect(titleOf(plan, "service:grpc")).toBe("grpc         userCode 1.0.0");
  expect(titleOf(plan, "service:webserver")).toBe("webserver    host workspace");
  expect(titleOf(plan, "environment:host")).toBe("environment host");
});

it("a service without a side is its name", () => {
  const alone = makePlan(settled(scenarioOf({ services: { db: { run: ["x"] } } }), {}));
  expect(titleOf(alone, "service:db")?.trim()).toBe("db");
});

it("a record says which versions run, by axis and by side, and which way round", () => {
  expect(versionsOf(plan.settled)).toEqual({
    swapped: false,
    versions: { host: "workspace", release: "1.0.0" },
    sides: { host: "host workspace", userCode: "userCode 1.0.0" },
  });
});
