import { describe, expect, it } from "vitest";
import type { ProxyOptions } from "../../../../src/debug/proxy/types";
import { clientOf, type FakeClient, FakeTarget, settled } from "./fakeTarget";

/** Pauses when it is asked to, in hidden frames first if there are any. */
const pausing = (hidden: boolean): FakeTarget => {
  let frames = hidden ? [] : [{ id: 1, name: "main" }];
  return new FakeTarget({
    configurationDone: (request, to) => {
      to.answer(request);
      to.event("stopped", { reason: "pause", threadId: 1 });
    },
    stackTrace: (request, to) => to.answer(request, { stackFrames: frames }),
    stepIn: (request, to) => {
      frames = [{ id: 1, name: "main" }];
      to.answer(request);
      to.event("stopped", { reason: "step", threadId: 1 });
    },
  });
};

const started = async (target: FakeTarget, more: Partial<ProxyOptions> = {}): Promise<FakeClient> => {
  const client = clientOf(target, { entry: "pause", ...more });
  await client.ask("initialize");
  await client.ask("configurationDone");
  for (let turn = 0; turn < 5; turn++) await settled();
  return client;
};

describe("a program that is to stop at its first line", () => {
  it("is paused before it runs, and the client sees one stop", async () => {
    const target = pausing(false);
    const client = await started(target);
    expect(target.commands()).toEqual(["initialize", "pause", "configurationDone", "stackTrace"]);
    expect(client.events("stopped")).toEqual([{ reason: "entry", threadId: 1 }]);
  });

  it("is stepped out of what the debugger hides, standing still all the while", async () => {
    const paused: boolean[] = [];
    const target = pausing(true);
    const client = await started(target, { hooks: { paused: (now) => paused.push(now) } });
    expect(target.of("stepIn")[0]?.arguments).toEqual({ threadId: 1 });
    expect(client.events("stopped")).toEqual([{ reason: "entry", threadId: 1 }]);
    expect(paused).toEqual([true]);
    target.event("stopped", { reason: "step", threadId: 1 });
    await settled();
    expect(client.events("stopped").at(-1)).toEqual({ reason: "step", threadId: 1 });
  });

  it("stops as ever where the debugger can't pause it", async () => {
    const target = new FakeTarget({ pause: (request, to) => to.answer(request, {}, false) });
    const client = await started(target);
    target.event("stopped", { reason: "breakpoint", threadId: 1 });
    await settled();
    expect(client.events("stopped")).toEqual([{ reason: "breakpoint", threadId: 1 }]);
  });

  it("isn't paused unless that is asked for", async () => {
    const target = pausing(false);
    const client = await started(target, { entry: undefined });
    expect(target.of("pause")).toEqual([]);
    expect(client.events("stopped")).toEqual([{ reason: "pause", threadId: 1 }]);
  });
});
