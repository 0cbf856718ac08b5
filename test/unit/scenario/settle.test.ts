import { describe, expect, it } from "vitest";
import { knownVariables } from "../../../src/scenario/knownVariables";
import { sideVersions } from "../../../src/scenario/settle";
import { dagster, release, workspace } from "./examples";
import { folderSide, list, mistakes, scenarioIn, scenarioOf, settled, v } from "./settling";

describe("the design's scenario", () => {
  const scenario = scenarioIn(dagster, "dagster");
  const versions = { host: workspace("host"), release: release("release", "0.12.8") };

  it("takes sources and their versions from the axes", () => {
    const { sides } = settled(scenario, versions);
    expect(sides["host"]?.source).toEqual({ kind: "workspace", folder: "/w" });
    expect(sides["host"]?.version?.name).toBe("workspace");
    expect(sides["userCode"]?.source).toEqual({
      kind: "git",
      repo: "/w",
      ref: "0.12.8",
      commit: "c0ffee0.12.8",
    });
  });

  it("decides values by the version of the side they stand in", () => {
    const { sides, services } = settled(scenario, versions);
    expect(sides["host"]?.environment).toMatchObject({ version: "3.11" });
    expect(sides["userCode"]?.environment).toMatchObject({ version: "3.8" });
    expect(sides["host"]?.environment).toMatchObject({
      install: expect.arrayContaining(["-e python_modules/dagster-webserver"]),
    });
    expect(services["webserver"]?.what).toMatchObject({ run: expect.arrayContaining(["dagster-webserver"]) });
    expect(services["webserver"]?.ready).toEqual([{ kind: "http", port: "http", path: "/server_info" }]);
  });

  it("takes dependencies as of the release's own date, and as they are today for the workspace", () => {
    const { sides } = settled(scenario, versions);
    expect(sides["userCode"]?.environment).toMatchObject({ asOf: "2021-09-30T00:00:00Z" });
    expect(sides["host"]?.environment).not.toHaveProperty("asOf");
  });

  it("swapped, exchanges the sources before conditions ask their side", () => {
    const { sides, services, swapped } = settled(scenario, versions, true);
    expect(swapped).toBe(true);
    expect(sides["host"]?.version?.name).toBe("0.12.8");
    expect(sides["host"]?.environment).toMatchObject({ version: "3.8", asOf: "2021-09-30T00:00:00Z" });
    expect(sides["userCode"]?.source).toEqual({ kind: "workspace", folder: "/w" });
    expect(services["webserver"]?.what).toMatchObject({ run: expect.arrayContaining(["dagit"]) });
    expect(services["webserver"]?.ready).toEqual([{ kind: "http", port: "http", path: "/dagit_info" }]);
    expect(services["grpc"]?.side).toBe("userCode");
  });

  it("warns of a combination that its policy excludes, with the reason", () => {
    const newer = { host: release("host", "1.0.0"), release: release("release", "1.2.0") };
    expect(settled(scenario, versions).warnings).toEqual([]);
    expect(settled(scenario, newer).warnings).toEqual([
      expect.stringMatching(/host 1\.0\.0 .*older.* userCode 1\.2\.0.*hosts are upgraded first\.$/),
    ]);
  });

  it("leaves to the emulation what only it knows", () => {
    const { services, rewrites } = settled(scenario, versions);
    expect(services["grpc"]?.what).toMatchObject({ run: expect.arrayContaining(["${port}"]) });
    expect(rewrites[0]?.set["load_from[0].grpc_server.port"]).toBe("${services.grpc.ports.grpc}");
    expect(rewrites[0]?.format).toBe("yaml");
  });

  it("shows the versions of sides without settling", () => {
    const names = (swap: boolean) =>
      Object.entries(sideVersions(scenario, { versions, swap })).map(
        ([side, version]) => `${side} ${version?.name}`,
      );
    expect(names(false)).toEqual(["host workspace", "userCode 0.12.8"]);
    expect(names(true)).toEqual(["host 0.12.8", "userCode workspace"]);
  });
});

describe("the variables of a settled scenario", () => {
  const scenario = scenarioOf({
    axes: { v: list("1.0") },
    sides: { a: folderSide },
    services: { s: { side: "a", run: ["x"], ports: { p: 1, q: 2 } } },
    setup: { m: { run: ["m"], outputs: { key: { regex: "(x)" } } } },
    rewrites: [{ side: "a", file: "a.yaml", set: { x: 1 }, as: "copy", name: "conf" }],
  });

  it("are all that a template may say, with ports only inside a service", () => {
    const { services, ...rest } = settled(scenario, { v: v("1.0") });
    const outside = knownVariables({ services, ...rest });
    expect(outside).toEqual(
      expect.arrayContaining([
        "v",
        "v.ref",
        "workspaceFolder",
        "sides.a.exec",
        "services.s.ports.q",
        "services.s.host",
        "outputs.key",
        "files.conf",
        "emulation.dir",
        "state.dir",
      ]),
    );
    expect(outside).not.toContain("port");
    expect(knownVariables({ services, ...rest }, services["s"]?.ports)).toEqual(
      expect.arrayContaining(["port", "ports.p", "ports.q"]),
    );
  });
});

describe("what was chosen", () => {
  it("must name each axis, and only what can be swapped", () => {
    const scenario = scenarioOf({ axes: { v: list("1.0") }, sides: { a: folderSide, b: folderSide } });
    expect(mistakes(scenario, {})[0]).toContain('No version is chosen for the axis "v"');
    expect(mistakes(scenario, { v: v("1.0") }, true)[0]).toContain(
      '"s" names no two sides that can be swapped (Add "swap": ["a", "b"] to it.)',
    );
  });

  it("may not be comparable, which only the policy minds", () => {
    const scenario = scenarioOf({ axes: { v: list("1.0"), w: list("x") }, policy: { require: "v >= w" } });
    const loose = release("w", "x", { order: { scheme: "loose", nearest: "x", after: 0 } });
    expect(settled(scenario, { v: v("1.0"), w: loose }).warnings).toEqual([
      expect.stringMatching(/^Whether this combination is supported can't be told: /),
    ]);
  });
});
