import { describe, expect, it } from "vitest";
import type { ProxyOptions, Subprocess } from "../../../../src/debug/proxy/types";
import { clientOf, type FakeClient, FakeTarget, settled } from "./fakeTarget";

const configuration = {
  name: "Subprocess 42",
  justMyCode: false,
  connect: { host: "127.0.0.1", port: 5678 },
  subProcessId: 42,
};

const child: Subprocess = { name: "Subprocess 42", host: "127.0.0.1", port: 5678, configuration };

const meeting = async (
  listening: NonNullable<ProxyOptions["listening"]> = async () => true,
): Promise<{ target: FakeTarget; client: FakeClient; met: Subprocess[] }> => {
  const met: Subprocess[] = [];
  const target = new FakeTarget();
  const client = clientOf(target, { listening, hooks: { subprocess: (one) => met.push(one) } });
  await client.ask("initialize", { clientID: "x" });
  return { target, client, met };
};

describe("a process that the target starts", () => {
  it("is announced whether the debugger asks for it or tells of it", async () => {
    const { target, client, met } = await meeting();
    target.ask("startDebugging", { request: "attach", configuration });
    target.event("debugpyAttach", { ...configuration, request: "attach" });
    await settled();
    expect(met).toEqual([child, child]);
    expect(target.heard.at(-1)).toMatchObject({ type: "response", command: "startDebugging", success: true });
    expect(client.heard).toHaveLength(1);
  });

  it("is asked for even where the client knows nothing of that", async () => {
    const { target } = await meeting();
    expect(target.of("initialize")[0]?.arguments).toEqual({
      clientID: "x",
      supportsStartDebuggingRequest: true,
    });
  });

  it("is announced no sooner than its port listens", async () => {
    let listens: () => void = () => undefined;
    const asked: number[] = [];
    const { target, met } = await meeting((port) => {
      asked.push(port);
      return new Promise((resolve) => {
        listens = () => resolve(true);
      });
    });
    target.event("debugpyAttach", { host: "localhost", port: 99, name: "old" });
    await settled();
    expect([asked, met]).toEqual([[99], []]);
    listens();
    await settled();
    expect(met).toMatchObject([{ name: "old", host: "localhost", port: 99 }]);
  });

  it("is not waited for on another machine, whose ports nobody here sees", async () => {
    const { target, met } = await meeting(() => Promise.reject(new Error("asked")));
    target.event("debugpyAttach", { connect: { host: "172.17.0.2", port: 99 } });
    await settled();
    expect(met).toMatchObject([{ host: "172.17.0.2", port: 99, name: "Subprocess" }]);
  });

  it("that never listens is said to the person", async () => {
    for (const listening of [async () => false, () => Promise.reject(new Error("no table"))]) {
      const { target, client, met } = await meeting(listening);
      target.event("debugpyAttach", configuration);
      await settled();
      expect(met).toEqual([]);
      expect(JSON.stringify(client.events("output"))).toContain("Subprocess 42 can't be debugged");
    }
  });

  it("that is described in other words is left to the client", async () => {
    const { target, client, met } = await meeting();
    target.ask("startDebugging", { request: "launch", configuration: { type: "node" } });
    target.event("debugpyAttach", { nothing: true });
    await settled();
    expect(met).toEqual([]);
    expect(client.heard.map(({ type }) => type)).toEqual(["response", "request", "event"]);
  });
});
