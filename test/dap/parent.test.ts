import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { isAlive } from "../../src/processes/identity";
import { isListening } from "../../src/processes/sockets";
import { ask } from "../../src/util/request";
import { everything, here, scenarioFolder, serverOn, tinyCopy } from "../system/cli/world";
import type { DapClient } from "./client";
import { masked } from "./masked";
import { attachByHand, configurationOf, debugging, initialize, lineOf, outputOf } from "./world";

beforeAll(() => void tinyCopy());

const able = { ...initialize, supportsStartDebuggingRequest: true };
const frames = z.object({
  stackFrames: z.array(z.object({ id: z.number(), name: z.string(), line: z.number() })),
});
const stopped = z.object({ reason: z.string(), threadId: z.number() });

/** Both sides stop at what nobody of theirs catches; a person would press Continue. */
const passExceptions = async (child: DapClient, from = 0): Promise<never> => {
  const isNew = (body: unknown): boolean => child.events("stopped").indexOf(body) >= from;
  const body = await child.event("stopped", isNew);
  const { reason, threadId } = stopped.parse(body);
  if (reason === "exception") await child.send("continue", { threadId });
  return passExceptions(child, child.events("stopped").indexOf(body) + 1);
};

describe("a session over both sides of tiny", () => {
  it("starts a child for each target, stops at a breakpoint of the old side, and ends with nothing left", async () => {
    const folder = tinyCopy();
    const before = everything(folder);
    const { client, begins, startChild } = debugging();
    const children = new Map<string, DapClient>();
    client.onRequest = async (request) => {
      const configuration = configurationOf(request);
      const emulation = await begins;
      const dir = emulation.run.values.sides.get(configuration.target.side)?.dir ?? "";
      const path = join(dir, "codeserver", "codeserver.py");
      const breakpoint = { path, line: lineOf(path, "job_name = read_execute(request)") };
      const child = await startChild(configuration, breakpoint);
      children.set(configuration.name, child);
      void passExceptions(child);
    };
    await client.ask("initialize", able);
    const launched = client.ask("launch", { folder, scenario: "tiny", versions: { release: "1.0.0" } });
    await client.event("initialized");
    await client.ask("configurationDone");
    await launched;
    const emulation = await begins;
    expect([...children.keys()].sort()).toEqual([
      "host workspace · webserver",
      "userCode 1.0.0 · codeserver",
    ]);

    const port = emulation.run.values.ports.get("webserver")?.["http"] ?? 0;
    const answer = ask({
      url: `http://127.0.0.1:${port}/launch`,
      method: "POST",
      headers: {},
      body: '{"job":"the_job"}',
    });
    const child = children.get("userCode 1.0.0 · codeserver");
    if (child === undefined) throw new Error("no child");
    const { reason, threadId } = stopped.parse(await child.event("stopped"));
    expect(reason).toBe("breakpoint");
    const { stackFrames } = frames.parse(await child.ask("stackTrace", { threadId }));
    expect(stackFrames[0]?.name).toMatch(/execute$/);
    expect(
      await child.ask("evaluate", { expression: "request", frameId: stackFrames[0]?.id, context: "watch" }),
    ).toMatchObject({
      result: "{'job_name': 'the_job'}",
    });
    await child.ask("continue", { threadId });
    expect((await answer).status).toBe(500);

    const pids = [...emulation.services.values()].flatMap((service) => service.process ?? []);
    expect(pids).toHaveLength(2);
    await client.ask("terminate");
    await client.event("terminated");
    await client.ask("disconnect");
    await Promise.all([...children.values()].map((one) => one.event("terminated")));
    expect(pids.filter((pid) => isAlive(pid))).toEqual([]);
    for (const debugPort of emulation.run.debugPorts.values())
      expect(await isListening(debugPort)).toBe(false);
    expect(everything(folder)).toEqual(before);
    await expect(masked(client.transcript, folder, emulation)).toMatchFileSnapshot("goldens/tiny.txt");
  });

  it("lets a client that can't start children attach by hand, in its own time", async () => {
    const { client, begins } = debugging();
    await client.ask("initialize", initialize);
    const launched = client.ask("launch", { folder: tinyCopy(), debug: ["codeserver"] });
    await client.event("initialized");
    await client.ask("configurationDone");
    await client.event("output", (body) =>
      JSON.stringify(body).includes("attach a python debugger to 127.0.0.1:"),
    );
    const emulation = await begins;
    expect(emulation.services.get("codeserver")?.state().kind).toBe("starting");
    const port = emulation.run.debugPorts.get("codeserver") ?? 0;
    const child = await attachByHand(port);
    await launched;
    expect(outputOf(client)).not.toContain("startDebugging");
    await client.ask("disconnect");
    await child.closed;
    expect(client.events("terminated")).toHaveLength(1);
  });

  it("says so when a target crashes at its start, and puts everything back", async () => {
    const folder = tinyCopy();
    const before = everything(folder);
    const { client, startChild } = debugging();
    client.onRequest = async (request) => void passExceptions(await startChild(configurationOf(request)));
    await client.ask("initialize", able);
    const launched = client.send("launch", { folder, versions: { release: "1.0.0" } });
    await client.event("initialized");
    writeFileSync(join(folder, "webserver", "webserver.py"), "raise RuntimeError('broken here')\n");
    await client.ask("configurationDone");
    const { success, body } = await launched;
    expect(success).toBe(false);
    expect(JSON.stringify(body)).toContain("webserver ended with exit code 1 before it was ready");
    expect(outputOf(client)).toContain("RuntimeError: broken here");
    await client.event("terminated");
    writeFileSync(join(folder, "webserver", "webserver.py"), "");
    expect({ ...everything(folder), "webserver/webserver.py": "" }).toEqual({
      ...before,
      "webserver/webserver.py": "",
    });
  });
});

const simple = { sides: { a: here }, services: { web: serverOn() } };

describe("a launch", () => {
  const refused = async (args: object): Promise<{ message: string; output: string }> => {
    const { client, begun } = debugging();
    await client.ask("initialize", able);
    const launched = client.send("launch", args);
    await client.event("initialized");
    await client.ask("configurationDone");
    const { success, body } = await launched;
    expect(success).toBe(false);
    await client.event("terminated");
    expect(begun).toEqual([]);
    return {
      message: z.object({ error: z.object({ format: z.string() }) }).parse(body).error.format,
      output: outputOf(client),
    };
  };

  it.each([
    [{ versions: { release: 1 } }, "This launch configuration is not understood", "versions.release"],
    [{ scenario: "t" }, 'There is no scenario "t"', "s"],
    [{ versions: { release: "1" } }, "This scenario has no axis “release”", "It has none."],
    [{ debug: ["wep"] }, "There is no service “wep” to debug", "none"],
    [{ debug: ["web"] }, "The service “web” has no “debug” in the scenario", "none"],
  ])("with %j is refused with what is wrong", async (args, message, hint) => {
    const answer = await refused({ folder: scenarioFolder(simple), ...args });
    expect(answer.message).toContain(message);
    expect(answer.message).toContain(hint);
    expect(answer.output).toContain(message);
  });

  it("without a scenario file says where it belongs", async () => {
    const { message } = await refused({ folder: "/" });
    expect(message).toContain("There is no scenario file");
  });

  it("that is cancelled while it starts ends all that had begun", async () => {
    const folder = tinyCopy();
    const before = everything(folder);
    const { client, begins } = debugging();
    client.onRequest = () => new Promise(() => undefined);
    await client.ask("initialize", able);
    const launched = client.send("launch", { folder });
    await client.event("initialized");
    await client.ask("configurationDone");
    const emulation = await begins;
    await client.event("output", (body) => JSON.stringify(body).includes("rewrite"));
    await client.ask("disconnect");
    expect((await launched).success).toBe(false);
    expect(emulation.record.state).toBe("ended");
    expect(everything(folder)).toEqual(before);
  });

  it("that is cancelled before anything began leaves nothing running", async () => {
    const { client, begins } = debugging();
    await client.ask("initialize", able);
    const launched = client.send("launch", { folder: scenarioFolder(simple) });
    await client.event("initialized");
    await client.ask("configurationDone");
    await client.ask("disconnect");
    expect((await launched).success).toBe(false);
    const emulation = await Promise.race([begins, launched.then(() => undefined)]);
    if (emulation !== undefined) expect(emulation.record.state).toBe("ended");
  });

  it("without debugging starts no child", async () => {
    const { client } = debugging();
    await client.ask("initialize", able);
    const launched = client.ask("launch", { folder: scenarioFolder(simple), noDebug: true });
    await client.event("initialized");
    await client.ask("configurationDone");
    await launched;
    expect(await client.ask("threads")).toEqual({ threads: [] });
    expect(client.transcript.some(({ message }) => JSON.stringify(message).includes('startDebugging"'))).toBe(
      false,
    );
    await client.ask("disconnect");
  });
});
