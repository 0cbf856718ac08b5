import { describe, expect, it } from "vitest";
import { eventLogLine } from "../../../../src/editor/emulate/logText";
import { RunningSteps } from "../../../../src/editor/emulate/runningSteps";
import { makePlan } from "../../../../src/emulation/makePlan";
import type { Plan, Step } from "../../../../src/emulation/plan";
import { settle } from "../../../../src/scenario/settle";
import type { Version } from "../../../../src/versions/types";
import { pair, theScenario } from "./scenarioText";

const version = (axis: string, name: string): Version => ({
  axis,
  name,
  kind: "release",
  order: { scheme: "pep440", nearest: name, after: 0 },
});

const plan = ((): Plan => {
  const versions = { host: version("host", "2.0.0"), release: version("release", "1.0.0") };
  const settled = settle(theScenario(pair()), { versions, swap: false, folder: "/work" });
  if (!settled.ok) throw new Error(JSON.stringify(settled.error));
  return makePlan(settled.value);
})();

const stepOf = (id: string): Step => {
  const step = plan.steps.find((one) => one.id === id);
  if (step === undefined) throw new Error(`${id} is none of ${plan.steps.map((one) => one.id).join(", ")}`);
  return step;
};

const [grpc, web] = [stepOf("service:grpc"), stepOf("service:web")];
const total = plan.steps.length;

describe("progress", () => {
  it("names the step that runs and how far all is", () => {
    expect(new RunningSteps().next(grpc, "running", plan)).toBe(
      `1 of ${total} · Start grpc (userCode 1.0.0)`,
    );
  });

  it("names the latest of several that run beside each other, and another one once that is done", () => {
    const steps = new RunningSteps();
    steps.next(grpc, "running", plan);
    expect(steps.next(web, "running", plan)).toContain("Start web");
    expect(steps.next(web, "done", plan)).toBe(`2 of ${total} · Start grpc (userCode 1.0.0)`);
  });

  it("keeps what it showed while nothing runs", () => {
    const steps = new RunningSteps();
    steps.next(grpc, "running", plan);
    expect(steps.next(grpc, "done", plan)).toBeUndefined();
  });
});

describe("the log behind progress", () => {
  const line = { time: 1, stream: "stdout" as const, text: "listening" };

  it("says whose line it is", () => {
    expect(eventLogLine({ kind: "line", service: "grpc", side: "userCode", line }, plan)).toEqual({
      level: "info",
      text: "[userCode · grpc] listening",
    });
    expect(eventLogLine({ kind: "line", service: "db", side: undefined, line }, plan)?.text).toBe(
      "[db] listening",
    );
    expect(eventLogLine({ kind: "output", step: "environment", line }, plan)?.text).toBe(
      "[environment] listening",
    );
  });

  it("says of a step what became of it, after how long", () => {
    const step = { kind: "step", step: grpc, ms: 300 } as const;
    expect(eventLogLine({ ...step, state: "running", note: undefined }, plan)?.text).toBe(
      "… grpc userCode 1.0.0",
    );
    expect(eventLogLine({ ...step, state: "done", note: ":4266" }, plan)?.text).toBe(
      "✓ grpc userCode 1.0.0  :4266  0.3 s",
    );
    expect(eventLogLine({ ...step, state: "failed", note: "it ended" }, plan)).toEqual({
      level: "error",
      text: "✗ grpc userCode 1.0.0  it ended  0.3 s",
    });
  });

  it("says that a service failed, and nothing of its other states", () => {
    const failed = { kind: "failed", exit: undefined, why: "it ended with 1" } as const;
    expect(eventLogLine({ kind: "service", service: "grpc", state: failed }, plan)).toEqual({
      level: "error",
      text: "grpc: it ended with 1",
    });
    expect(
      eventLogLine({ kind: "service", service: "grpc", state: { kind: "stopped" } }, plan),
    ).toBeUndefined();
  });

  it("ends with what one wants to know", () => {
    expect(eventLogLine({ kind: "state", state: "ended" }, plan)?.text).toBe("Everything is put back");
  });
});
