import { describe, expect, it } from "vitest";
import { clientOf, FakeClient, FakeTarget, settled } from "./fakeTarget";

const attached = async (target: FakeTarget): Promise<FakeClient> => {
  const client = clientOf(target, { startsStopped: true });
  await client.ask("initialize");
  await client.ask("attach");
  return client;
};

describe("a stop that a session begins with", () => {
  it("is not shown, and the ones after it are", async () => {
    const target = new FakeTarget();
    const client = await attached(target);
    target.event("stopped", { reason: "signal", threadId: 1 });
    await client.ask("configurationDone");
    target.event("stopped", { reason: "breakpoint", threadId: 1 });
    await settled();
    expect(client.events("stopped")).toEqual([{ reason: "breakpoint", threadId: 1 }]);
  });

  it("is waited for before the program runs, and nothing overtakes that", async () => {
    const target = new FakeTarget();
    const client = await attached(target);
    client.send("configurationDone");
    client.send("threads");
    await settled();
    expect(target.commands()).toEqual(["initialize", "attach"]);
    target.event("stopped", { reason: "signal", threadId: 1 });
    await settled();
    await settled();
    expect(target.commands().slice(2)).toEqual(["configurationDone", "threads"]);
    expect(client.events("stopped")).toEqual([]);
  });

  it("can be left while it is waited for", async () => {
    const client = await attached(new FakeTarget());
    const configuring = client.ask("configurationDone");
    expect(await client.ask("disconnect")).toMatchObject({ success: true });
    expect(await configuring).toMatchObject({ success: false });
  });

  it("comes again with a new process, and is not shown then either", async () => {
    const targets = [new FakeTarget(), new FakeTarget()];
    const [first, second] = targets;
    const client = new FakeClient({
      connect: async () => targets.shift()?.stream ?? Promise.reject(new Error("gone")),
      startsStopped: true,
      hooks: { restartService: async () => ({}) },
    });
    await client.ask("initialize");
    await client.ask("attach");
    first?.event("stopped", { threadId: 1 });
    await client.ask("configurationDone");
    const restarting = client.ask("restart");
    for (let turn = 0; turn < 5; turn++) await settled();
    second?.event("initialized");
    for (let turn = 0; turn < 5; turn++) await settled();
    expect(second?.commands()).toEqual(["initialize", "attach"]);
    second?.event("stopped", { threadId: 1 });
    expect(await restarting).toMatchObject({ success: true });
    expect(client.events("stopped")).toEqual([]);
  });
});
