import { expect, it } from "vitest";
import { enginesNamed } from "../../../src/scenario/enginesNamed";
import { parseScenarioFile } from "../../../src/scenario/parse";

it("the engines of a scenario are known before any version is chosen, but for those that depend on one", () => {
  const engines = {
    core1: "ssh://core@10.0.0.5",
    ci: { context: "ci" },
    mine: { by: "release", "<2": "tcp://old:2375", else: "tcp://new:2375" },
  };
  const axes = { release: { versions: ["1.0.0", "2.0.0"] } };
  const sides = { all: { source: { folder: "." } } };
  const services = { a: { side: "all", run: ["true"] } };
  const text = JSON.stringify({ version: 1, scenarios: { s: { axes, engines, sides, services } } });
  const { scenarios, problems } = parseScenarioFile(text, "backcompat.json");
  expect(problems).toEqual([]);
  expect(scenarios["s"] && enginesNamed(scenarios["s"])).toEqual({
    core1: { kind: "host", host: "ssh://core@10.0.0.5" },
    ci: { kind: "context", context: "ci" },
  });
});
