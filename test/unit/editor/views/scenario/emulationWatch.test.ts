import { describe, expect, it } from "vitest";
import { EmulationWatch } from "../../../../../src/editor/views/scenario/emulationWatch";
import type { EmulationEvent } from "../../../../../src/emulation/events";
import type { Step } from "../../../../../src/emulation/plan";
import { Emitter } from "../../../../../src/util/events";

const rewrite: Step = { kind: "rewrite", rewrite: 1, id: "rewrite:1", title: "rewrite w.yaml", after: [] };

const watched = () => {
  const events = new Emitter<EmulationEvent>();
  const watch = new EmulationWatch({ events });
  let changes = 0;
  watch.onChange(() => changes++);
  const step = (state: "running" | "done" | "failed"): void =>
    events.fire({ kind: "step", step: rewrite, state, ms: 0, note: undefined });
  return { events, watch, step, changes: () => changes };
};

describe("what the events of an emulation say in passing", () => {
  it("is which step is under way, and which rewrites are done", () => {
    const { watch, step } = watched();
    step("running");
    expect(watch.known).toMatchObject({ step: "rewrite w.yaml", rewritten: new Set() });
    step("done");
    expect(watch.known.rewritten).toEqual(new Set([1]));
  });

  it("is no change of the view where a service merely writes lines", () => {
    const { events, changes } = watched();
    const line = { text: "x", stream: "stdout", time: 0 } as const;
    events.fire({ kind: "line", service: "web", side: "host", line });
    events.fire({ kind: "output", step: "tree:host", line });
    expect(changes()).toBe(0);
    events.fire({ kind: "service", service: "web", state: { kind: "stopped" } });
    events.fire({ kind: "state", state: "ready" });
    expect(changes()).toBe(2);
  });

  it("is also that a debugger came to a service that runs on as it did", () => {
    const { events, changes } = watched();
    const session = { request: "attach", arguments: {}, listens: undefined, entry: undefined } as const;
    const attachment = { adapter: { kind: "delegated", type: "x" }, ...session } as const;
    const about = { label: "host · web", service: "web", side: "host", language: "x" };
    const target = { ...about, port: 1, pid: 2, attach: {}, attachment };
    events.fire({ kind: "target", target });
    expect(changes()).toBe(1);
  });

  it("is kept with how actions ended", () => {
    const { watch, changes } = watched();
    watch.actionSent("go", { outcome: "200 in 0.1 s" });
    expect(watch.known.sent.get("go")).toEqual({ outcome: "200 in 0.1 s" });
    expect(changes()).toBe(1);
  });

  it("is not heard any more after the end", () => {
    const { events, watch, changes } = watched();
    watch.dispose();
    events.fire({ kind: "state", state: "ended" });
    expect(changes()).toBe(0);
  });
});
