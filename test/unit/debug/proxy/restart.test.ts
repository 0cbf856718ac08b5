import { describe, expect, it } from "vitest";
import type { Event, Message, Request } from "../../../../src/debug/proxy/message";
import type { ProxyHooks } from "../../../../src/debug/proxy/types";
import { FakeClient, FakeTarget, settled } from "./fakeTarget";

/** As debugpy does it: `attach` is answered after `configurationDone`. Ids of breakpoints count from `firstId`. */
const debuggerWith = (firstId: number): FakeTarget => {
  let attach: Request | undefined;
  let id = firstId;
  return new FakeTarget({
    attach: (request, to) => {
      attach = request;
      to.event("initialized");
    },
    setBreakpoints: (request, to) =>
      to.answer(request, { breakpoints: [{ id: id++, verified: true, line: 3 }] }),
    configurationDone: (request, to) => {
      to.answer(request);
      if (attach !== undefined) to.answer(attach);
    },
    evaluate: () => undefined,
  });
};

const isNamed =
  (name: string) =>
  (message: Message): message is Event =>
    message.type === "event" && message.event === name;

interface World {
  readonly client: FakeClient;
  readonly first: FakeTarget;
  readonly second: FakeTarget;
  readonly ended: string[];
  readonly paused: boolean[];
}

const started = async (hooks: Partial<ProxyHooks> = {}, second = debuggerWith(10)): Promise<World> => {
  const first = debuggerWith(0);
  const targets = [first, second];
  const ended: string[] = [];
  const paused: boolean[] = [];
  const client = new FakeClient({
    connect: async () => targets.shift()?.stream ?? Promise.reject(new Error("no third debugger")),
    hooks: {
      restartService: async () => {
        first.event("terminated");
        first.die();
        return {};
      },
      ended: (by) => ended.push(by),
      paused: (now) => paused.push(now),
      ...hooks,
    },
  });
  await client.ask("initialize", { clientID: "test" });
  const attaching = client.ask("attach", { justMyCode: false, port: 1 });
  await client.until(isNamed("initialized"));
  await client.ask("setBreakpoints", { source: { path: "/a.py" }, breakpoints: [{ line: 1 }] });
  await client.ask("setBreakpoints", { source: { path: "/b.py" }, breakpoints: [{ line: 2 }] });
  await client.ask("setBreakpoints", { source: { path: "/a.py" }, breakpoints: [{ line: 3 }] });
  await client.ask("setExceptionBreakpoints", { filters: ["uncaught"] });
  await client.ask("configurationDone");
  await attaching;
  return { client, first, second, ended, paused };
};

describe("restarting a child", () => {
  it("is offered where the service can be restarted", async () => {
    const { client } = await started();
    const answer = client.heard.find((one) => one.type === "response" && one.command === "initialize");
    expect(answer).toMatchObject({ body: { supportsRestartRequest: true } });
    const plain = new FakeClient({ connect: async () => new FakeTarget().stream });
    expect((await plain.ask("initialize")).body).toEqual({});
  });

  it("restarts the service and tells the new debugger all that the old one knew", async () => {
    const { client, second, ended } = await started({
      restartService: async () => ({ port: 2 }),
    });
    expect(await client.ask("restart")).toMatchObject({ success: true });
    expect(second.commands()).toEqual([
      "initialize",
      "attach",
      "setBreakpoints",
      "setBreakpoints",
      "setExceptionBreakpoints",
      "configurationDone",
    ]);
    expect(second.of("initialize")[0]?.arguments).toEqual({ clientID: "test" });
    expect(second.of("attach")[0]?.arguments).toEqual({ justMyCode: false, port: 2 });
    expect(second.of("setBreakpoints").map((one) => one.arguments)).toEqual([
      { source: { path: "/b.py" }, breakpoints: [{ line: 2 }] },
      { source: { path: "/a.py" }, breakpoints: [{ line: 3 }] },
    ]);
    expect(await client.ask("stackTrace", { threadId: 1 })).toMatchObject({ success: true });
    expect(second.of("stackTrace")).toHaveLength(1);
    expect(ended).toEqual([]);
  });

  it("shows the client neither the old debugger's end nor the new one's beginning", async () => {
    const { client } = await started();
    await client.ask("restart");
    await settled();
    expect(client.events("terminated")).toEqual([]);
    expect(client.events("initialized")).toHaveLength(1);
  });

  it("lets what stood still go on, and the old threads end", async () => {
    const { client, first, paused } = await started();
    first.event("thread", { reason: "started", threadId: 1 });
    first.event("stopped", { reason: "breakpoint", threadId: 2 });
    await client.until(isNamed("stopped"));
    await client.ask("restart");
    expect(paused).toEqual([true, false]);
    expect(client.events("continued")).toEqual([{ threadId: 1, allThreadsContinued: true }]);
    expect(client.events("thread").slice(1)).toEqual([
      { reason: "exited", threadId: 1 },
      { reason: "exited", threadId: 2 },
    ]);
  });

  it("keeps the ids that the client knows its breakpoints by", async () => {
    const { client, second } = await started();
    await client.ask("restart");
    const changed = client.events("breakpoint");
    expect(changed).toEqual([
      { reason: "changed", breakpoint: { id: 1, verified: true, line: 3 } },
      { reason: "changed", breakpoint: { id: 2, verified: true, line: 3 } },
    ]);
    second.event("stopped", { reason: "breakpoint", threadId: 1, hitBreakpointIds: [11] });
    expect(await client.until(isNamed("stopped"))).toMatchObject({ body: { hitBreakpointIds: [2] } });
    const set = await client.ask("setBreakpoints", { source: { path: "/c.py" }, breakpoints: [{ line: 1 }] });
    const [fresh] = JSON.stringify(set.body).match(/\d{5,}/) ?? [];
    second.event("breakpoint", { reason: "changed", breakpoint: { id: 12 } });
    await settled();
    expect(client.events("breakpoint").at(-1)).toEqual({
      reason: "changed",
      breakpoint: { id: Number(fresh) },
    });
  });

  it("keeps breakpoints set meanwhile, and refuses questions about what is gone", async () => {
    let restarted: () => void = () => undefined;
    const restartService = () =>
      new Promise<Record<string, unknown>>((resolve) => {
        restarted = () => resolve({});
      });
    const { client, second } = await started({ restartService });
    const open = client.ask("evaluate", { expression: "x" });
    const restarting = client.ask("restart");
    expect(await open).toMatchObject({ success: false, message: expect.stringContaining("restarted") });
    expect(await client.ask("scopes", { frameId: 1 })).toMatchObject({ success: false });
    expect(await client.ask("restart")).toMatchObject({ success: false });
    const setting = client.ask("setBreakpoints", { source: { path: "/d.py" }, breakpoints: [{ line: 1 }] });
    restarted();
    await restarting;
    expect(await setting).toMatchObject({ success: true });
    const commands = second.commands();
    expect(commands.lastIndexOf("setBreakpoints")).toBeLessThan(commands.indexOf("configurationDone"));
  });

  it("that fails ends the session and says why", async () => {
    for (const hooks of [
      { restartService: () => Promise.reject(new Error("port 4266 is taken")) },
      { restartService: async () => ({}) },
    ]) {
      const second = new FakeTarget({ attach: (request, to) => to.answer(request, {}, false) });
      const { client, ended } = await started(hooks, second);
      const answer = await client.ask("restart");
      expect(answer).toMatchObject({
        success: false,
        message: expect.stringContaining("could not be restarted"),
      });
      expect(client.events("terminated")).toHaveLength(1);
      expect(ended).toEqual(["target"]);
    }
  });

  it("that loses the new debugger half-way does not hang", async () => {
    const second = new FakeTarget({ attach: (_, to) => to.die() });
    const { client } = await started({}, second);
    expect(await client.ask("restart")).toMatchObject({ success: false });
    expect(client.events("terminated")).toHaveLength(1);
  });

  it("can be left", async () => {
    const { client, ended } = await started({ restartService: () => new Promise(() => undefined) });
    const restarting = client.ask("restart");
    expect(await client.ask("disconnect")).toMatchObject({ success: true });
    expect(await restarting).toMatchObject({ success: false });
    expect(ended).toEqual(["client"]);
  });
});
