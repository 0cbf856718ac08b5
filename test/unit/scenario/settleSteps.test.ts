import { describe, expect, it } from "vitest";
import { folderSide, scenarioOf, settled } from "./settling";

describe("defaults", () => {
  const scenario = scenarioOf({
    sides: { a: folderSide },
    services: {
      s: {
        side: "a",
        run: ["x"],
        ports: { a: 1, b: { fixed: 2 } },
        restart: "always",
        onSave: "restart",
        logFiles: ["logs/*.log"],
      },
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
    tunnels: {
      db: { engine: "local", to: 5432 },
      far: { engine: "local", to: "db.internal:5432", port: 15_432 },
      sock: { engine: "local", to: "/run/db.sock" },
    },
    migrate: { "bring it up to date": { side: "a", run: ["migrate"] } },
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
      logFiles: ["logs/*.log"],
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
      { kind: "image", image: "redis:7", container: { volumes: [] } },
      { kind: "build", context: ".", args: {}, container: { volumes: [] } },
      { kind: "compose", files: ["compose.yml"], services: [], profiles: [], envFiles: [] },
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
    expect(result.tunnels).toEqual({
      db: { engine: "local", to: { kind: "port", host: "127.0.0.1", port: 5432 } },
      far: { engine: "local", to: { kind: "port", host: "db.internal", port: 5432 }, preferred: 15_432 },
      sock: { engine: "local", to: { kind: "socket", path: "/run/db.sock" } },
    });
    expect(result.migrate).toMatchObject([{ name: "bring it up to date", side: "a", run: ["migrate"] }]);
  });
});
