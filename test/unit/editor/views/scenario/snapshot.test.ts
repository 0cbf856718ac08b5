import { describe, expect, it } from "vitest";
import { snapshotOf } from "../../../../../src/editor/views/scenario/snapshot";
import { noValues } from "../../../../../src/emulation/values";
import type { ServiceState } from "../../../../../src/services/types";
import { list, scenarioOf, settled, v } from "../../../scenario/settling";

const process = { pid: 42, startedAt: "x" };

const scenario = scenarioOf({
  title: "A pair",
  axes: { release: list("1.0.0") },
  sides: {
    host: { source: { folder: "." } },
    user: { source: { git: "${release}" }, python: { version: "3.11" } },
  },
  services: {
    code: { side: "user", run: ["c"], ports: { rpc: 1 }, debug: { language: "python" } },
    web: { side: "host", run: ["w"], ports: { http: 1, admin: 1 }, open: "/ui?port=${port}" },
  },
  rewrites: [
    { side: "host", file: "w.yaml", set: { port: "${services.code.ports.rpc}", on: true } },
    { side: "host", file: "x.txt", replace: [{ pattern: "a", with: "b" }] },
  ],
  actions: { go: { service: "web", http: "/go" } },
});

const snapshot = (states: Readonly<Record<string, ServiceState>> = {}) => {
  const values = noValues("/work", {});
  values.ports.set("code", { rpc: 4266 }).set("web", { http: 3000, admin: 3001 });
  const plan = { format: 1 as const, settled: settled(scenario, { release: v("1.0.0") }), steps: [] };
  return snapshotOf(
    {
      id: "abc123",
      record: { state: "ready", started: 7 },
      run: { plan, values, debugged: new Set(["code", "web"]) },
      services: new Map(Object.entries(states).map(([name, state]) => [name, { state: () => state }])),
    },
    {
      step: undefined,
      edited: new Map([["host", ["a.py"]]]),
      paused: new Map([["code", "repo.py:12"]]),
      sent: new Map([["go", { outcome: "200 in 0.1 s", answer: "{}" }]]),
      rewritten: new Set([1]),
    },
  );
};

describe("an emulation as the view is told of it", () => {
  it("has services in the state they are in, with what only the editor knows", () => {
    const [code, web] = snapshot({ code: { kind: "ready", process, since: 0 } }).services;
    expect(code).toMatchObject({ state: "ready", pid: 42, paused: "repo.py:12", debugged: true });
    expect(web).toMatchObject({ state: "idle", pid: undefined, paused: undefined });
  });

  it("calls debugged only what can be", () => {
    expect(snapshot().services[1]).toMatchObject({ debuggable: false, debugged: false });
  });

  it("knows the address that a service is opened at", () => {
    const [code, web] = snapshot().services;
    expect(code?.url).toBeUndefined();
    expect(web?.url).toBe("http://127.0.0.1:3000/ui?port=3000");
  });

  it("says why a service failed", () => {
    const failed = { kind: "failed", exit: undefined, why: "c ended with exit code 1" } as const;
    expect(snapshot({ code: failed }).services[0]).toMatchObject({ why: "c ended with exit code 1" });
  });

  it("has sides with what is known of them, and nothing of those that are not there yet", () => {
    const [host, user] = snapshot().sides;
    expect(host).toMatchObject({ source: "folder", versioned: false, edited: ["a.py"], dir: undefined });
    expect(user).toMatchObject({ version: "1.0.0", source: "worktree", versioned: true, edited: undefined });
  });

  it("has rewrites with the values that are written, and whether they are", () => {
    expect(snapshot().rewrites).toEqual([
      { index: 0, side: "host", file: "w.yaml", values: ["port = 4266", "on = true"], done: false },
      { index: 1, side: "host", file: "x.txt", values: ["/a/ becomes b"], done: true },
    ]);
  });

  it("has actions with how they ended the last time", () => {
    expect(snapshot().actions).toEqual([
      { name: "go", kind: "http", last: { outcome: "200 in 0.1 s", answer: "{}" } },
    ]);
  });
});
