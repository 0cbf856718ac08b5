import { describe, expect, it } from "vitest";
import { knownVariables } from "../../../src/scenario/knownVariables";
import { problemLines } from "../../../src/scenario/load";
import { parseScenarioFile, type Scenario } from "../../../src/scenario/parse";
import { settle, sideVersions } from "../../../src/scenario/settle";
import type { Settled } from "../../../src/scenario/settled";
import type { Version } from "../../../src/versions/types";
import { dagster, release, workspace } from "./examples";

const scenarioIn = (text: string, name: string): Scenario => {
  const { scenarios, problems } = parseScenarioFile(text, "b.json");
  expect(problemLines(problems)).toEqual([]);
  const scenario = scenarios[name];
  if (scenario === undefined) throw new Error(`no ${name}`);
  return scenario;
};

const scenarioOf = (body: object): Scenario => scenarioIn(JSON.stringify({ scenarios: { s: body } }), "s");

const tried = (scenario: Scenario, versions: Readonly<Record<string, Version>>, swap = false) =>
  settle(scenario, { versions, swap, folder: "/w" });

const settled = (scenario: Scenario, versions: Readonly<Record<string, Version>>, swap = false): Settled => {
  const result = tried(scenario, versions, swap);
  if (!result.ok) throw new Error(problemLines(result.error).join("\n"));
  return result.value;
};

const mistakes = (
  scenario: Scenario,
  versions: Readonly<Record<string, Version>>,
  swap = false,
): readonly string[] => {
  const result = tried(scenario, versions, swap);
  return result.ok ? [] : problemLines(result.error);
};

const list = (...versions: string[]) => ({ versions });
const v = (name: string, more: Partial<Version> = {}): Version => release("v", name, more);
const folderSide = { source: { folder: "." } };

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

describe("sources", () => {
  const side = (source: object, axes: object = { v: list("1.0") }) =>
    scenarioOf({ axes, sides: { a: { source } } });
  const sourceOf = (scenario: Scenario, version: Version) =>
    settled(scenario, { v: version }).sides["a"]?.source;

  it("are packages, images, folders", () => {
    expect(sourceOf(side({ pypi: "dagster[x]==${v}" }), v("1.0"))).toEqual({
      kind: "pypi",
      name: "dagster[x]",
      version: "1.0",
    });
    expect(sourceOf(side({ npm: "@a/b@${v}" }), v("1.0"))).toEqual({
      kind: "npm",
      name: "@a/b",
      version: "1.0",
    });
    expect(sourceOf(side({ image: "postgres:${v}" }), v("1.0"))).toEqual({
      kind: "image",
      image: "postgres:1.0",
    });
    expect(sourceOf(side({ folder: "../x" }), v("1.0"))).toEqual({ kind: "folder", path: "/x" });
  });

  it("take the tag as it is for an axis, also where the version is called otherwise", () => {
    const tagged = v("1.0", { ref: "v1.0", commit: "abc" });
    const git = { v: { versions: { git: "/repo" } } };
    expect(sourceOf(side({ git: "${v}" }, git), tagged)).toEqual({
      kind: "git",
      repo: "/repo",
      ref: "v1.0",
      commit: "abc",
    });
    expect(sourceOf(side({ git: "${v}", repo: "https://e.org/x.git" }, git), tagged)).toEqual({
      kind: "git",
      repo: "https://e.org/x.git",
      ref: "v1.0",
    });
    expect(sourceOf(side({ git: "release/${v}" }, git), tagged)).toEqual({
      kind: "git",
      repo: "/w",
      ref: "release/1.0",
    });
    expect(sourceOf(side({ git: "main" }, git), tagged)).toEqual({ kind: "git", repo: "/w", ref: "main" });
    expect(sourceOf(side({ git: "workspace" }, git), tagged)).toEqual({ kind: "workspace", folder: "/w" });
    expect(sourceOf(side({ git: "${v}" }, git), workspace("v"))).toEqual({
      kind: "workspace",
      folder: "/repo",
    });
  });

  it("that can't be a workspace say so", () => {
    expect(mistakes(side({ pypi: "x==${v}" }), { v: workspace("v") })[0]).toContain(
      "workspace of v is no version of a package",
    );
    expect(mistakes(side({ git: "${v}", repo: "https://e.org/x.git" }), { v: workspace("v") })[0]).toContain(
      '"workspace" is a folder on this machine',
    );
  });

  it.each([
    ["release/0.14.17", "0.14.17"],
    ["v1.2", "1.2"],
    ["main", undefined],
    ["workspace", "workspace"],
  ])("by the ref %s are at version %s", (ref, expected) => {
    expect(settled(side({ git: ref }), { v: v("1.0") }).sides["a"]?.version?.name).toBe(expected);
  });

  it("have the version that the side says, where it does", () => {
    const scenario = scenarioOf({
      axes: { v: list("1.0") },
      sides: { a: { source: { git: "main" }, version: "${v}" } },
    });
    expect(settled(scenario, { v: v("1.0") }).sides["a"]?.version?.name).toBe("1.0");
  });
});

describe("`asOf`", () => {
  const of = (asOf: string, source: object) =>
    scenarioOf({
      axes: { v: list("1.0"), release: list("2.0") },
      sides: { a: { source, python: { asOf } } },
    });
  const date = (scenario: Scenario, version: Version) =>
    settled(scenario, { v: version, release: release("release", "2.0", { date: "2030-01-01T00:00:00Z" }) })
      .sides["a"]?.environment;

  it("is a date, the release's own, or that of an axis", () => {
    expect(date(of("2021-01-02", folderSide.source), v("1.0"))).toMatchObject({
      asOf: "2021-01-02T00:00:00.000Z",
    });
    expect(date(of("release", { pypi: "x==${v}" }), v("1.0"))).toMatchObject({
      asOf: "2021-09-30T00:00:00Z",
    });
    expect(date(of("v", folderSide.source), v("1.0"))).toMatchObject({ asOf: "2021-09-30T00:00:00Z" });
    expect(date(of("release", folderSide.source), v("1.0"))).toMatchObject({ asOf: "2030-01-01T00:00:00Z" });
    expect(date(of("${v.date}", folderSide.source), v("1.0"))).toMatchObject({
      asOf: "2021-09-30T00:00:00.000Z",
    });
  });

  it("of a side without a version is said", () => {
    const scenario = scenarioOf({ sides: { a: { ...folderSide, python: { asOf: "release" } } } });
    expect(settled(scenario, {}).warnings).toEqual([
      "The side a has no version, so it gets the newest dependencies instead of its release's.",
    ]);
  });

  it("of a release whose date nobody knows is said, not guessed", () => {
    const { date: _, ...dateless } = v("1.0");
    const { warnings, sides } = settled(of("v", folderSide.source), {
      v: dateless,
      release: release("release", "2.0"),
    });
    expect(warnings).toEqual(["The date of 1.0 is not known, so a gets the newest dependencies."]);
    expect(sides["a"]?.environment).not.toHaveProperty("asOf");
  });
});

describe("texts", () => {
  const scenario = scenarioOf({
    axes: { v: list("1.0") },
    sides: {
      a: { ...folderSide, python: { existing: ".venv/$${x}", constraints: ["x==${v}"] }, version: "1.0" },
    },
    services: {
      s: {
        side: "a",
        run: [
          "${v}",
          "${v.ref}",
          "${v.commit}",
          "${workspaceFolder}/x",
          "$${v}",
          "${env:HOME}",
          "${sides.a.version}",
          "${sides.a.dir}",
        ],
        ready: { log: "^ready ${v}\\.$" },
      },
    },
  });

  it("have axes and the workspace folder filled in, the rest left symbolic", () => {
    const { services, sides } = settled(scenario, { v: v("1.0+x", { ref: "t" }) });
    expect(services["s"]?.what).toMatchObject({
      run: ["1.0+x", "t", "c0ffee1.0+x", "/w/x", "$${v}", "${env:HOME}", "1.0", "${sides.a.dir}"],
    });
    expect(sides["a"]?.environment).toMatchObject({ existing: "/w/.venv/${x}", constraints: ["x==1.0+x"] });
  });

  it("that are regular expressions take versions as they are", () => {
    const { services } = settled(scenario, { v: v("1.0+x") });
    expect(services["s"]?.ready).toEqual([{ kind: "log", pattern: "^ready 1\\.0\\+x\\.$" }]);
  });

  it("can't have a commit where there is none", () => {
    const { commit: _, ...without } = v("1.0");
    expect(mistakes(scenario, { v: without })[0]).toContain(
      "${v.commit} is not known: 1.0 of v has no commit (Use ${v}.)",
    );
  });
});

describe("defaults", () => {
  const scenario = scenarioOf({
    sides: { a: folderSide },
    services: {
      s: { side: "a", run: ["x"], ports: { a: 1, b: { fixed: 2 } }, restart: "always", onSave: "restart" },
      t: {
        run: "x | y",
        shell: true,
        ready: {
          tcp: true,
          grpc: { port: "q", service: "h" },
          http: { path: "/", status: 204 },
          run: ["p"],
          timeout: 5,
        },
        ports: { p: { container: 3 }, q: 4 },
      },
      i: { image: "redis:7", restart: { policy: "on-failure", max: 2 } },
      b: { build: { context: "." } },
      c: { compose: "compose.yml" },
    },
    rewrites: [
      {
        side: "a",
        file: "x.txt",
        replace: [{ pattern: "a", with: "${workspaceFolder}" }],
        as: "copy",
        name: "f",
      },
    ],
    setup: [
      { run: ["one"] },
      { name: "second", run: ["two"], outputs: { k: { regex: "(x)", secret: true }, l: { json: "a" } } },
    ],
    actions: {
      h: { service: "s", http: "/x", body: { n: "${arguments.n}" }, arguments: { n: { ask: "N" } } },
      r: { run: ["z"] },
    },
    checks: {
      h: { service: "s", http: "/", expect: { status: 200 } },
      l: { log: { service: "s", must: "a", mustNot: ["b", "c"] } },
      t: { side: "a", tests: { run: ["pytest"], report: "r.xml" } },
      g: { service: "s", graphql: "/g", document: "{ x }" },
    },
    cleanup: { down: { run: ["z"] } },
    engines: { local: "unix:///x.sock", ci: { context: "ci" } },
    matrix: { state: "kept" },
  });
  const result = settled(scenario, {});

  it("of services: ready when all ports listen, in a minute; never restarted", () => {
    const { s, t, i, b, c } = result.services;
    expect(s).toMatchObject({
      ready: [
        { kind: "tcp", port: "a" },
        { kind: "tcp", port: "b" },
      ],
      readyTimeoutMs: 60_000,
      ports: { a: { preferred: 1 }, b: { fixed: 2 } },
      restart: { policy: "always", max: 5 },
      restartOnSave: true,
    });
    expect(t).toMatchObject({
      what: { kind: "process", run: ["x | y"], shell: true },
      ready: [
        { kind: "tcp", port: "p" },
        { kind: "http", port: "p", path: "/", status: 204 },
        { kind: "grpc", port: "q", service: "h" },
        { kind: "run", run: ["p"] },
      ],
      readyTimeoutMs: 5000,
      restart: { policy: "no" },
    });
    expect([i, b, c].map((one) => one?.what)).toEqual([
      { kind: "image", image: "redis:7", raw: { image: "redis:7" } },
      { kind: "build", raw: { context: "." } },
      { kind: "compose", raw: { file: "compose.yml" } },
    ]);
    expect(i?.ready).toEqual([]);
    expect(i?.restart).toEqual({ policy: "on-failure", max: 2 });
  });

  it("of rewrites, setup, actions, checks and cleanup", () => {
    expect(result.rewrites[0]).toMatchObject({
      format: "regex",
      as: "copy",
      name: "f",
      replace: [{ pattern: "a", with: "/w" }],
    });
    expect(result.setup.map(({ name, outputs }) => [name, outputs])).toEqual([
      ["step 1", {}],
      ["second", { k: { regex: "(x)", secret: true }, l: { json: "a", secret: false } }],
    ]);
    expect(result.actions["h"]).toMatchObject({
      kind: "http",
      request: { method: "POST", body: { n: "${arguments.n}" } },
      arguments: { n: { ask: "N" } },
    });
    expect(result.actions["r"]).toMatchObject({ kind: "run", command: { run: ["z"] } });
    expect(result.checks["h"]).toMatchObject({
      kind: "http",
      request: { method: "GET", path: "/" },
      timeoutMs: 60_000,
      expect: { status: 200 },
    });
    expect(result.checks["l"]).toMatchObject({ kind: "log", service: "s", must: ["a"], mustNot: ["b", "c"] });
    expect(result.checks["t"]).toMatchObject({
      kind: "tests",
      command: { run: ["pytest"] },
      report: "r.xml",
      timeoutMs: 600_000,
    });
    expect(result.checks["g"]).toMatchObject({
      kind: "graphql",
      request: { method: "POST" },
      document: "{ x }",
      variables: {},
    });
    expect(result.cleanup.map(({ name }) => name)).toEqual(["down"]);
    expect(result.engines).toEqual({
      local: { kind: "host", host: "unix:///x.sock" },
      ci: { kind: "context", context: "ci" },
    });
    expect(result.state).toBe("kept");
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
