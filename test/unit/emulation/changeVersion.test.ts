import { describe, expect, it } from "vitest";
import { changedSides } from "../../../src/emulation/changeVersion";
import { makePlan } from "../../../src/emulation/makePlan";
import { dagster, release, workspace } from "../scenario/examples";
import { scenarioIn, scenarioOf, settled } from "../scenario/settling";

const planAt = (version: string) =>
  makePlan(
    settled(scenarioIn(dagster, "dagster"), {
      host: workspace("host"),
      release: release("release", version),
    }),
  );

const here = { source: { folder: "." } };
const planOf = (body: object) => makePlan(settled(scenarioOf(body), {}));

describe("sides that a change of versions concerns", () => {
  it("are those of another version, and none where nothing differs", () => {
    expect([...changedSides(planAt("1.0.0"), planAt("1.2.0"))]).toEqual(["userCode"]);
    expect(changedSides(planAt("1.0.0"), planAt("1.0.0")).size).toBe(0);
  });

  it("are also those whose service, rewrite or setup asks for the other side's version", () => {
    const at = (text: string, part: "services" | "rewrites" | "setup") => {
      const parts = {
        services: { web: { side: "a", run: part === "services" ? [text] : ["x"] } },
        rewrites: [{ side: "a", file: "x.yaml", set: { a: part === "rewrites" ? text : "x" } }],
        setup: [{ side: "a", run: part === "setup" ? [text] : ["x"] }],
      };
      return planOf({ sides: { a: here, b: here }, ...parts });
    };
    for (const part of ["services", "rewrites", "setup"] as const)
      expect([...changedSides(at("1", part), at("2", part))]).toEqual(["a"]);
  });
});
