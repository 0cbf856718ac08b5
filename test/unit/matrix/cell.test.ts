import { describe, expect, it } from "vitest";
import type { CheckResult } from "../../../src/checks/types";
import type { EmulationEvent } from "../../../src/emulation/events";
import { makePlan } from "../../../src/emulation/makePlan";
import { RecentLines } from "../../../src/emulation/recentLines";
import { versionsOf } from "../../../src/emulation/versionsOf";
import { type Checked, runChecks as runChecksBy } from "../../../src/matrix/cell";
import type { ServiceState } from "../../../src/services/types";
import { Emitter } from "../../../src/util/events";
import { inputFailure, machineFailure } from "../../../src/util/problem";
import { dagster, release, workspace } from "../scenario/examples";
import { scenarioIn, settled } from "../scenario/settling";

const never = new AbortController().signal;

/** A red one waits for last words, here no longer than they take. */
const impatient = () => {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};
const runChecks = (checked: Checked, signal: AbortSignal) => runChecksBy(checked, signal, impatient());
const green: CheckResult = { name: "c", verdict: "green", seconds: 1, exit: 0, lines: [], side: undefined };

const emulation = (parts: Partial<Checked> = {}, swapped = false): Checked => {
  const versions = { host: workspace("host"), release: release("release", "1.0.0") };
  const plan = makePlan({ ...settled(scenarioIn(dagster, "dagster"), versions), swapped });
  const host = { pid: 1, startedAt: "then" };
  const common = { id: "a", scenario: "s", title: "", folder: "/", host, control: "", started: 1 };
  return {
    events: new Emitter<EmulationEvent>(),
    plan,
    record: { ...common, ...versionsOf(plan.settled), state: "ready" },
    up: async () => undefined,
    check: async () => [green],
    run: { recent: new Map([["grpc", new RecentLines()]]), values: { sides: new Map(), outputs: new Map() } },
    services: new Map(),
    ...parts,
  };
};

const inState = (name: string, state: ServiceState): Checked["services"] =>
  new Map([[name, { name, state: () => state }]]);
const failed = inState("grpc", { kind: "failed", exit: undefined, why: "it ended" });

const failing = (error: unknown, more: Partial<Checked> = {}) =>
  emulation({
    ...more,
    up: () => Promise.reject(error),
    check: () => Promise.reject(new Error("not asked")),
  });

const commandOf = (name: string, side: string) => ({
  ...{ name, side, after: [], run: ["x"], shell: false, env: {}, outputs: {}, timeoutMs: 1 },
});
const built = { key: "k", kind: "none" as const, dir: "/env", path: [], vars: {}, cached: false, log: "" };

describe("the verdict of one cell", () => {
  it("is green only where all checks are, and names versions by axis and by side", async () => {
    const report = await runChecks(emulation({}, true), never);
    expect(report).toMatchObject({
      verdict: "green",
      versions: { host: "workspace", release: "1.0.0" },
      sides: { host: "workspace", userCode: "1.0.0" },
      swapped: true,
      checks: [{ name: "c", verdict: "green", exit: 0, seconds: 1 }],
    });
    expect(Object.keys(report)).not.toContain("problem");
    const red: CheckResult = { ...green, verdict: "red", why: "it ended with 1" };
    const mixed = await runChecks(emulation({ check: async () => [green, red] }), never);
    expect(mixed).toMatchObject({ verdict: "red", checks: [{}, { verdict: "red", why: "it ended with 1" }] });
  });

  it("is unbuildable, not red, where a side can't be built, with the reason", async () => {
    const problem = { hint: "Look there.", lines: ["error: no compiler"] };
    const report = await runChecks(
      failing(machineFailure("unbuildable", "userCode can't be built", problem)),
      never,
    );
    expect(report).toMatchObject({
      verdict: "unbuildable",
      problem: { message: "userCode can't be built", ...problem },
      checks: [],
    });
  });

  it("is red by a check of its own where a service ends before it is ready", async () => {
    const error = machineFailure("service-ended", "grpc ended with exit code 1");
    const heard: string[] = [];
    const cell = failing(error, { services: failed });
    cell.events.on((event) => event.kind === "check" && heard.push(event.result.name));
    expect(await runChecks(cell, never)).toMatchObject({
      verdict: "red",
      checks: [{ name: "ready: grpc", verdict: "red", why: "grpc ended with exit code 1" }],
    });
    expect(heard).toEqual(["ready: grpc"]);
  });

  it("is red by the check `setup` where a setup command fails or is late, and its words are a cause", async () => {
    const { settled: its, ...rest } = emulation().plan;
    const setup = commandOf("migrate", "userCode");
    const plan = { ...rest, settled: { ...its, setup: [setup] } };
    const side = its.sides["userCode"];
    if (side === undefined) throw new Error("no side");
    const at = { side, dir: "/tree", environment: built, env: {} };
    const values = { sides: new Map([["userCode", at]]), outputs: new Map() };
    for (const code of ["command-failed", "command-late"]) {
      const events = new Emitter<EmulationEvent>();
      const up = async (): Promise<void> => {
        const step = { kind: "setup", setup: 0, id: "setup:0", title: "", after: [] } as const;
        events.fire({ kind: "step", step, state: "failed", ms: 1, note: undefined });
        throw machineFailure(code, "migrate ended with exit code 1", { lines: ["ValueError: no table"] });
      };
      const report = await runChecks(
        emulation({ plan, events, up, run: { recent: new Map(), values } }),
        never,
      );
      expect(report).toMatchObject({ verdict: "red", checks: [{ name: "setup", verdict: "red" }] });
      expect(report.rootCauseLines.map(({ side, text }) => `${side}: ${text}`)).toEqual([
        "userCode: ValueError: no table",
      ]);
    }
  });

  it.each([
    ["a taken port", machineFailure("port-taken", "Port 4266 is taken")],
    ["a mistake in the scenario", inputFailure("no-such-file", "x.yaml is not there")],
    ["a defect", new TypeError("oops")],
  ])("is none for %s: that says nothing about the versions", async (_, error) => {
    await expect(runChecks(failing(error, { services: failed }), never)).rejects.toBe(error);
  });

  it("comes with how long each step took", async () => {
    const events = new Emitter<EmulationEvent>();
    const { plan } = emulation();
    const [step] = plan.steps;
    const up = async (): Promise<void> => {
      if (step === undefined) return;
      events.fire({ kind: "step", step, state: "running", ms: 0, note: undefined });
      events.fire({ kind: "step", step, state: "done", ms: 42, note: undefined });
    };
    const { timings } = await runChecks(emulation({ events, up }), never);
    expect(timings).toMatchObject({ [step?.id ?? ""]: 42, total: expect.any(Number) });
  });
});
