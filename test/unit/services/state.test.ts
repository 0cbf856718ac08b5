import { describe, expect, it } from "vitest";
import { processOf, type ServiceEvent, transition } from "../../../src/services/state";
import type { ServiceState } from "../../../src/services/types";

const process = { pid: 7, startedAt: "then" };
const idle: ServiceState = { kind: "idle" };
const stateAfter = (...events: readonly ServiceEvent[]): ServiceState => events.reduce(transition, idle);
const spawned: ServiceEvent = { kind: "spawned", process, at: 1 };
const ready: ServiceEvent = { kind: "becameReady", at: 2 };
const gaveUp: ServiceEvent = { kind: "gaveUp", exit: { code: 1, signal: undefined }, why: "it broke" };

describe("a service's state", () => {
  it("goes from idle over starting to ready", () => {
    expect(stateAfter(spawned)).toEqual({ kind: "starting", process, since: 1 });
    expect(stateAfter(spawned, ready)).toEqual({ kind: "ready", process, since: 2 });
  });

  it("stops by way of stopping, where there is a process", () => {
    expect(stateAfter(spawned, ready, { kind: "stopAsked" })).toEqual({ kind: "stopping", process });
    expect(stateAfter(spawned, { kind: "stopAsked" }, { kind: "ended" })).toEqual({ kind: "stopped" });
    expect(stateAfter({ kind: "stopAsked" })).toEqual({ kind: "stopped" });
  });

  it("doesn't get ready after a stop was asked", () => {
    expect(stateAfter(spawned, { kind: "stopAsked" }, ready)).toEqual({ kind: "stopping", process });
  });

  it("doesn't fail because of the stop that was asked", () => {
    expect(stateAfter(spawned, { kind: "stopAsked" }, gaveUp)).toEqual({ kind: "stopping", process });
  });

  it("keeps its failure when a stop comes after it", () => {
    const failed = stateAfter(spawned, gaveUp);
    expect(failed).toEqual({ kind: "failed", exit: { code: 1, signal: undefined }, why: "it broke" });
    expect(transition(failed, { kind: "stopAsked" })).toBe(failed);
    expect(transition(failed, { kind: "ended" })).toBe(failed);
  });

  it("restarts with a new process, from ready and from failed alike", () => {
    const next: ServiceEvent = { kind: "spawned", process: { pid: 8, startedAt: "later" }, at: 5 };
    const restarts: ServiceEvent = { kind: "restarts", why: "asked for" };
    expect(stateAfter(spawned, ready, restarts)).toEqual({ kind: "restarting", process, why: "asked for" });
    expect(processOf(stateAfter(spawned, ready, restarts, next))?.pid).toBe(8);
    expect(stateAfter(spawned, gaveUp, restarts, next).kind).toBe("starting");
  });

  it("says nothing new where nothing changes", () => {
    const state = stateAfter(spawned, ready);
    expect(transition(state, ready)).toBe(state);
    expect(transition(state, { kind: "ended" })).toBe(state);
  });

  it("has a process only while there is one", () => {
    expect(processOf(idle)).toBeUndefined();
    expect(processOf(stateAfter(spawned))).toBe(process);
    expect(processOf(stateAfter(spawned, gaveUp))).toBeUndefined();
  });
});
