import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import type { Message } from "../../../src/debug/proxy/message";
import { makeProxy } from "../../../src/debug/proxy/proxy";
import { isRecord } from "../../../src/util/json";
import { plainEnvironment, spec, Targets, until } from "../languages/world";
import { interpreterOf } from "./interpreters";
import { connectTo, portOf } from "./throughProxy";

const targets = new Targets();
afterEach(() => targets.end());

/** What debuggers tell whenever it suits them, or what differs between machines. */
const volatileEvents = /^(output|module|thread|process|debugpy\w*|exited|continued)$/;
const volatileKeys = new Set([
  ...["seq", "request_seq", "id", "threadId", "frameId", "variablesReference", "systemProcessId"],
  ...["hitBreakpointIds", "moduleId", "version"],
]);

const masked = (value: unknown, folder: string): unknown => {
  if (typeof value === "string") return value.replaceAll(folder, "TREE");
  if (Array.isArray(value)) return value.map((one) => masked(one, folder));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, volatileKeys.has(key) ? "*" : masked(inner, folder)]),
  );
};

/** A conversation as the client of the proxy has it. */
class Talk {
  readonly said: Message[] = [];
  readonly #proxy;
  #seq = 1;

  constructor(connect: () => ReturnType<typeof connectTo>) {
    const label = { side: "userCode", version: "1.0.0", service: "grpc" };
    this.#proxy = makeProxy({
      ...{ connect, label },
      scope: { sides: ["host", "userCode"], functions: [], exceptions: { raised: false } },
    });
    this.#proxy.onDidSendMessage((message) => this.said.push(message));
  }

  send(command: string, args: object = {}): number {
    const message: Message = { seq: this.#seq++, type: "request", command, arguments: args };
    this.said.push(message);
    this.#proxy.handleMessage(message);
    return message.seq;
  }

  async ask(command: string, args: object = {}): Promise<Record<string, unknown>> {
    const seq = this.send(command, args);
    const answer = (): Message | undefined =>
      this.said.find((one) => one.type === "response" && one.request_seq === seq);
    await until(() => answer() !== undefined);
    const { body } = Object(answer());
    return Object(body);
  }

  async event(name: string, count = 1): Promise<void> {
    await until(() => this.said.filter((one) => one.type === "event" && one.event === name).length >= count);
  }

  transcript(folder: string): string {
    const lines = this.said
      .filter((one) => one.type !== "event" || !volatileEvents.test(one.event))
      .map((one) => JSON.stringify(masked(one, folder)));
    return `${lines.join("\n")}\n`;
  }

  end(): void {
    this.#proxy.dispose();
  }
}

it.skipIf(interpreterOf("3.8") === undefined)("a whole session reads as it always did", async () => {
  const folder = targets.folder();
  const app = join(folder, "app.py");
  writeFileSync(
    app,
    "def double(value):\n    result = value * 2\n    return result\n\n\nprint(double(21))\n",
  );
  const python = interpreterOf("3.8") ?? "python3";
  const { attachment } = await targets.start({
    argv: [python, "app.py"],
    cwd: folder,
    debug: spec("python"),
    environment: plainEnvironment({ kind: "python", python, pythonVersion: "3.8.18" }),
    env: { PYTHONDONTWRITEBYTECODE: "1" },
  });
  const talk = new Talk(() => connectTo(portOf(attachment)));
  await talk.ask("initialize", { adapterID: "test", linesStartAt1: true, pathFormat: "path" });
  talk.send("attach", { justMyCode: false });
  await talk.event("initialized");
  await talk.ask("setBreakpoints", { source: { path: app }, breakpoints: [{ line: 2 }] });
  await talk.ask("setExceptionBreakpoints", { filters: ["raised", "uncaught", "userUnhandled"] });
  await talk.ask("configurationDone");
  await talk.event("stopped");
  const { threads } = await talk.ask("threads");
  const threadId: unknown = Object(threads)[0].id;
  const { stackFrames } = await talk.ask("stackTrace", { threadId, startFrame: 0, levels: 1 });
  const frameId: unknown = Object(stackFrames)[0].id;
  await talk.ask("evaluate", { expression: "value", frameId });
  await talk.ask("next", { threadId });
  await talk.event("stopped", 2);
  await talk.ask("continue", { threadId });
  await talk.event("terminated");
  await talk.ask("disconnect");
  talk.end();
  await expect(talk.transcript(folder)).toMatchFileSnapshot("session.golden.jsonl");
});
