import { describe, expect, it } from "vitest";
import type { Version } from "../../../src/versions/types";
import { workspace } from "./examples";
import { folderSide, list, mistakes, scenarioOf, settled, v } from "./settling";

describe("values by version", () => {
  const env = (value: unknown) => ({
    axes: { v: list("1.0") },
    sides: { a: { source: { pypi: "x==${v}" }, env: { X: value } } },
  });
  const x = (value: unknown, version: Version): string | undefined =>
    settled(scenarioOf(env(value)), { v: version }).sides["a"]?.env["X"];

  it("are the first whose condition holds, else comes last wherever it stands", () => {
    const value = { by: "v", else: "e", "<1.2": "old", ">=1.2 <1.3.14": "mid", "1.4": "exact" };
    expect(["1.1", "1.2", "1.3.13", "1.3.14", "1.4"].map((name) => x(value, v(name)))).toEqual([
      "old",
      "mid",
      "mid",
      "e",
      "exact",
    ]);
  });

  it("know the workspace", () => {
    const value = { by: "v", workspace: "w", else: "e" };
    const side = { axes: { v: list("1.0") }, sides: { a: { source: { folder: "." }, env: { X: value } } } };
    expect(settled(scenarioOf(side), { v: workspace("v") }).sides["a"]?.env["X"]).toBe("w");
    expect(x(value, v("1.0"))).toBe("e");
  });

  it("stand in each other", () => {
    expect(x({ by: "v", "<2": { by: "side", "<1": "a", else: "b" }, else: "c" }, v("1.5"))).toBe("b");
  });

  it("without one that holds are an error that lists them", () => {
    expect(mistakes(scenarioOf(env({ by: "v", "<1": "a", "1.1": "b" })), { v: v("1.2") })).toEqual([
      expect.stringMatching(
        /^b\.json:1:\d+: scenarios\.s\.sides\.a\.env\.X: no condition holds for v 1\.2 \(there are "<1", "1\.1"\) \(Add one that does, or "else"; "else": null leaves the value out\.\)$/,
      ),
    ]);
  });

  it("leave a list's element or a key out by null", () => {
    const scenario = scenarioOf({
      axes: { v: list("1.0") },
      sides: { a: folderSide },
      services: {
        s: {
          side: "a",
          run: ["x", { by: "v", "<1": "--old", else: null }, "y"],
          env: { A: { by: "v", else: null } },
        },
      },
    });
    expect(settled(scenario, { v: v("1.0") }).services["s"]).toMatchObject({
      what: { run: ["x", "y"] },
      env: {},
    });
  });

  it("may leave out what must be there, which is then said", () => {
    const scenario = scenarioOf({
      axes: { v: list("1.0") },
      sides: { a: { source: { by: "v", "<1": { folder: "." }, else: null } } },
    });
    expect(mistakes(scenario, { v: v("1.0") })[0]).toContain('a side needs the key "source"');
    expect(mistakes(scenario, { v: v("0.9") })).toEqual([]);
  });

  it("may be whole sections, lists and services", () => {
    const scenario = scenarioOf({
      axes: { v: list("1.0") },
      sides: { a: folderSide },
      services: {
        by: "v",
        "<1": { old: { side: "a", run: ["o"] } },
        else: { new: { by: "v", "<2": { side: "a", run: ["n"] }, else: { side: "a", run: ["n2"] } } },
      },
    });
    expect(Object.keys(settled(scenario, { v: v("0.5") }).services)).toEqual(["old"]);
    expect(settled(scenario, { v: v("1.5") }).services["new"]?.what).toMatchObject({ run: ["n"] });
    expect(settled(scenario, { v: v("2.5") }).services["new"]?.what).toMatchObject({ run: ["n2"] });
  });

  it("by a side without a version ask for one", () => {
    const scenario = scenarioOf({ sides: { a: { ...folderSide, env: { X: { by: "side", else: "e" } } } } });
    expect(mistakes(scenario, {})[0]).toContain(
      'the side "a" has no version to ask (Give the side "version", as its source tells none.)',
    );
    const told = scenarioOf({
      sides: { a: { ...folderSide, version: "1.5", env: { X: { by: "side", "<1.2": "o", else: "e" } } } },
    });
    expect(settled(told, {}).sides["a"]?.env["X"]).toBe("e");
  });
});

describe("`when`", () => {
  const scenario = scenarioOf({
    axes: { v: list("1.0") },
    sides: { a: { source: { pypi: "x==${v}" } } },
    services: {
      old: { side: "a", run: ["o"], when: "v < 1", ports: { p: { fixed: 80 } } },
      s: { side: "a", run: ["s"], after: ["old"], when: "side >= 0", ports: { p: { fixed: 80 } } },
    },
    checks: { only: { side: "a", run: ["c"], when: "v >= 1 || v == 0.1" } },
    setup: { m: { side: "a", run: ["m"], after: ["old", "s"] } },
  });

  it("takes services and checks out, and out of what comes after", () => {
    const { services, checks, setup } = settled(scenario, { v: v("1.0") });
    expect(Object.keys(services)).toEqual(["s"]);
    expect(services["s"]?.after).toEqual([]);
    expect(setup[0]?.after).toEqual(["s"]);
    expect(Object.keys(checks)).toEqual(["only"]);
  });

  it("lets services that exclude each other have one fixed port, but not two that are there", () => {
    expect(mistakes(scenario, { v: v("1.0") })).toEqual([]);
    expect(mistakes(scenario, { v: v("0.5") })).toEqual([
      expect.stringContaining("port 80 is given twice: services.old.ports.p has it too"),
    ]);
  });

  it("a reference to a service that is taken out is an error", () => {
    const broken = scenarioOf({
      axes: { v: list("1.0") },
      sides: { a: folderSide },
      services: { old: { side: "a", run: ["o"], when: "v < 1", ports: { p: 80 } } },
      checks: { c: { side: "a", run: ["c", "${services.old.ports.p}"] }, d: { service: "old", http: "/" } },
    });
    expect(mistakes(broken, { v: v("0.5") })).toEqual([]);
    const words =
      'the service "old" is not there with v 1.0: its "when" doesn\'t hold (Give this the same "when", or a value by version.)';
    expect(mistakes(broken, { v: v("1.0") })).toEqual([
      expect.stringContaining(`scenarios.s.checks.c.run[1]: ${words}`),
      expect.stringContaining(`scenarios.s.checks.d.service: ${words}`),
    ]);
  });
});
