import { describe, expect, it } from "vitest";
import type { Message } from "../../../../src/debug/proxy/message";
import { clientOf, FakeClient, FakeTarget, settled } from "./fakeTarget";

const isEvent =
  (name: string) =>
  (message: Message): message is Extract<Message, { type: "event" }> =>
    message.type === "event" && message.event === name;

const outputs = (client: FakeClient): string => JSON.stringify(client.events("output"));

const outputsFrom = (first: number, count: number): string =>
  Array.from({ length: count }, (_, at) => {
    const event = { seq: 0, type: "event", event: "output", body: { index: first + at } };
    const text = JSON.stringify(event);
    return `Content-Length: ${text.length}\r\n\r\n${text}`;
  }).join("");

describe("a proxy", () => {
  it("keeps the order of ten thousand messages in both directions", async () => {
    const target = new FakeTarget({ evaluate: (request, to) => to.answer(request, { seq: request.seq }) });
    const client = clientOf(target);
    const sent = Array.from({ length: 5000 }, (_, index) => {
      if (index % 50 === 0) target.raw(outputsFrom(index, 50));
      return client.send(index % 7 === 0 ? "setBreakpoints" : "evaluate", { index });
    });
    await client.until((one): one is Message => one.type === "response" && one.request_seq === sent.at(-1));
    expect(target.requests.map(({ seq }) => seq)).toEqual(sent);
    const answered = client.heard.flatMap((one) => (one.type === "response" ? [one.request_seq] : []));
    expect(answered).toEqual(sent);
    const events = client.events("output").map((body) => JSON.stringify(body));
    expect(events).toEqual(sent.map((_, index) => JSON.stringify({ index })));
  });

  it("hands on what no rule knows, bytes and all", async () => {
    const target = new FakeTarget();
    const client = clientOf(target);
    await client.ask("initialize");
    const strange = '{"seq":9,"type":"event", "event":"strange","body":{"z":1.50,"a":[ ]},"extra":true}';
    target.raw(`Content-Length: ${strange.length}\r\n\r\n${strange}`);
    const heard = await client.until(isEvent("strange"));
    const { bytesOf } = await import("../../../../src/debug/proxy/message");
    expect(bytesOf(heard).toString()).toBe(strange);
    await client.ask("madeUp", { some: "thing" });
    expect(target.of("madeUp")[0]?.arguments).toEqual({ some: "thing" });
  });

  it("hands the target's own requests to the client, and the answers back", async () => {
    const target = new FakeTarget();
    const client = clientOf(target);
    await client.ask("initialize");
    target.ask("runInTerminal", { args: ["ls"] });
    const asked = await client.until(
      (one): one is Extract<Message, { type: "request" }> => one.type === "request",
    );
    client.proxy.handleMessage({
      ...{ seq: 50, type: "response", request_seq: asked.seq, command: "runInTerminal", success: true },
      body: { processId: 7 },
    });
    await settled();
    expect(target.heard.at(-1)).toMatchObject({ type: "response", body: { processId: 7 } });
  });

  it("connects when it is first spoken to, and holds until then what it hears", async () => {
    const target = new FakeTarget();
    let arrive: () => void = () => undefined;
    let asked = 0;
    const connect = async () => {
      asked++;
      await new Promise<void>((resolve) => {
        arrive = resolve;
      });
      return target.stream;
    };
    const client = new FakeClient({ connect });
    await settled();
    expect(asked).toBe(0);
    client.send("initialize");
    client.send("attach");
    await settled();
    expect(target.heard).toEqual([]);
    arrive();
    await client.ask("threads");
    expect(target.commands()).toEqual(["initialize", "attach", "threads"]);
    expect(asked).toBe(1);
  });

  it("says why a debugger can't be reached, and ends", async () => {
    const ended: string[] = [];
    const connect = () => Promise.reject(new Error("connect ECONNREFUSED 127.0.0.1:1"));
    const client = new FakeClient({ connect, hooks: { ended: (by) => ended.push(by) } });
    const answer = await client.ask("initialize");
    expect(answer).toMatchObject({ success: false, message: expect.stringContaining("ECONNREFUSED") });
    await client.until(isEvent("terminated"));
    expect(outputs(client)).toContain("userCode 1.0.0 · grpc can't be reached");
    expect(ended).toEqual(["target"]);
  });

  it("answers all that is open when the connection is lost, and says so once", async () => {
    const ended: string[] = [];
    const target = new FakeTarget({ evaluate: () => undefined });
    const client = clientOf(target, { hooks: { ended: (by) => ended.push(by) } });
    await client.ask("initialize");
    const waiting = client.ask("evaluate");
    target.die(new Error("ECONNRESET"));
    expect(await waiting).toMatchObject({ success: false, message: expect.stringContaining("was lost") });
    expect(client.events("terminated")).toHaveLength(1);
    expect(client.events("output")).toHaveLength(1);
    expect(await client.ask("threads")).toMatchObject({ success: false });
    expect(await client.ask("disconnect")).toMatchObject({ success: true });
    expect(client.events("terminated")).toHaveLength(1);
    expect(ended).toEqual(["target"]);
  });

  it("shows what an adapter prints, and goes on", async () => {
    const target = new FakeTarget();
    const client = clientOf(target);
    await client.ask("initialize");
    target.raw("ld.so: warning\r\n\r\n");
    target.raw("Content-Length: 5\r\n\r\n{oops");
    target.raw('Content-Length: 12\r\n\r\n{"type":"no"');
    await client.ask("threads");
    expect(outputs(client)).toContain("ld.so: warning");
    expect(outputs(client)).toContain("{oops");
    client.proxy.handleMessage("what");
    expect(outputs(client)).toContain("no message of the protocol");
  });

  it("tells a client's end from a target's, once", async () => {
    for (const [command, event, by] of [
      ["disconnect", "output", "client"],
      ["terminate", "terminated", "client"],
      ["threads", "terminated", "target"],
    ] as const) {
      const ended: string[] = [];
      const target = new FakeTarget();
      const client = clientOf(target, { hooks: { ended: (who) => ended.push(who) } });
      await client.ask("initialize");
      await client.ask(command);
      target.event(event);
      await client.until(isEvent(event));
      target.die();
      await settled();
      client.proxy.dispose();
      expect(ended).toEqual([by]);
    }
  });

  it("ends for the client when it is disposed of, and late connections are closed", async () => {
    const ended: string[] = [];
    const target = new FakeTarget();
    let arrive: () => void = () => undefined;
    const connect = () =>
      new Promise<typeof target.stream>((resolve) => {
        arrive = () => resolve(target.stream);
      });
    const client = new FakeClient({ connect, hooks: { ended: (by) => ended.push(by) } });
    client.send("initialize");
    client.proxy.dispose();
    arrive();
    await settled();
    expect(target.stream.destroyed).toBe(true);
    expect(ended).toEqual(["client"]);
  });

  it("can be left before there is a connection", async () => {
    const client = new FakeClient({ connect: () => new Promise(() => undefined) });
    const opening = client.ask("initialize");
    expect(await client.ask("disconnect")).toMatchObject({ success: true });
    expect(await opening).toMatchObject({ success: false });
    expect(client.events("terminated")).toHaveLength(1);
  });

  it("bears whoever listens failing", async () => {
    const target = new FakeTarget();
    const paused = (): void => {
      throw new Error("the view is gone");
    };
    const client = clientOf(target, { hooks: { paused } });
    await client.ask("initialize");
    target.event("stopped", { reason: "step", threadId: 1 });
    await client.until(isEvent("stopped"));
    expect(outputs(client)).toContain("the view is gone");
    expect(await client.ask("threads")).toMatchObject({ success: true });
  });

  it("asks for our exceptions and functions where the client doesn't", async () => {
    const filters = [{ filter: "raised" }, { filter: "uncaught" }, { filter: "userUnhandled" }];
    const target = new FakeTarget({
      initialize: (request, to) => to.answer(request, { exceptionBreakpointFilters: filters }),
    });
    const scope = { sides: ["userCode"], functions: ["app.main"], exceptions: {} };
    const client = clientOf(target, { scope });
    await client.ask("initialize");
    await client.ask("configurationDone");
    expect(target.commands().slice(1)).toEqual([
      "setExceptionBreakpoints",
      "setFunctionBreakpoints",
      "configurationDone",
    ]);
    expect(target.of("setExceptionBreakpoints")[0]?.arguments).toEqual({
      filters: ["uncaught", "userUnhandled"],
    });
    expect(target.of("setFunctionBreakpoints")[0]?.arguments).toEqual({
      breakpoints: [{ name: "app.main" }],
    });
    expect(client.heard.filter((one) => one.type === "response")).toHaveLength(2);
  });

  it("leaves alone what the client asks for itself", async () => {
    const filters = [{ filter: "uncaught", default: true }];
    const target = new FakeTarget({
      initialize: (request, to) => to.answer(request, { exceptionBreakpointFilters: filters }),
    });
    const client = clientOf(target);
    await client.ask("initialize");
    await client.ask("setExceptionBreakpoints", { filters: [] });
    await client.ask("configurationDone");
    expect(target.of("setExceptionBreakpoints").map((one) => one.arguments)).toEqual([{ filters: [] }]);
  });
});
