import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { ask } from "../../src/util/request";
import { everything, temporaryFolder, tinyCopy } from "../system/cli/world";
import { clientAt, type DapClient } from "./client";
import { initialize, lineOf } from "./world";

const cli = join(import.meta.dirname, "..", "..", "dist", "cli.js");
const able = { ...initialize, supportsStartDebuggingRequest: true };
const asked = z.object({ configuration: z.looseObject({ name: z.string() }), request: z.literal("attach") });
const stopped = z.object({ threadId: z.number() });
const frames = z.object({ stackFrames: z.array(z.object({ name: z.string() })) });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });

describe("backcompat dap --port, driven as another editor would", () => {
  let adapter: ChildProcess | undefined;
  const started = async (port: number, state: string): Promise<void> => {
    adapter = spawn(process.execPath, [cli, "dap", "--port", String(port)], {
      env: { ...process.env, BACKCOMPAT_HOME: state },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const { stderr } = adapter;
    await new Promise<void>((resolve) => stderr?.once("data", () => resolve()));
  };
  afterEach(() => adapter?.kill("SIGKILL"));

  it("hands out children over the same port, stops in the old side, and ends with all put back", async () => {
    const folder = tinyCopy();
    const before = everything(folder);
    const port = await freePort();
    await started(port, temporaryFolder());
    const children = new Map<string, DapClient>();
    const parent = await clientAt(port);
    parent.onRequest = async (request) => {
      const { configuration } = asked.parse(request.arguments);
      const child = await clientAt(port);
      children.set(configuration.name, child);
      await child.ask("initialize", initialize);
      const attached = child.ask("attach", configuration);
      await child.event("initialized");
      await breakIn(child, folder);
      await child.ask("configurationDone");
      await attached;
    };
    await parent.ask("initialize", able);
    const launched = parent.ask("launch", { folder, scenario: "tiny" });
    await parent.event("initialized");
    await parent.ask("configurationDone");
    await launched;
    expect([...children.keys()].sort()).toEqual([
      "host workspace · webserver",
      "userCode 1.2.0 · codeserver",
    ]);

    const web = webserverPort(await parent.ask("evaluate", { expression: "status", context: "repl" }));
    const answer = ask({
      url: `http://127.0.0.1:${web}/launch`,
      method: "POST",
      headers: {},
      body: '{"job":"the_job"}',
    });
    const host = children.get("host workspace · webserver");
    if (host === undefined) throw new Error("no child for the host");
    const { threadId } = stopped.parse(await host.event("stopped"));
    const { stackFrames } = frames.parse(await host.ask("stackTrace", { threadId }));
    expect(stackFrames[0]?.name).toMatch(/launch$/);
    await host.ask("continue", { threadId });
    expect((await answer).status).toBe(200);

    await parent.ask("disconnect");
    await parent.event("terminated");
    expect(everything(folder)).toEqual(before);
  });

  it("ends when it is told to, though a client stays connected", async () => {
    const port = await freePort();
    await started(port, temporaryFolder());
    const client = await clientAt(port);
    await client.ask("initialize", initialize);
    const gone = new Promise((resolve) => adapter?.once("close", resolve));
    adapter?.kill("SIGTERM");
    await Promise.all([gone, client.closed]);
  });

  it("refuses a child of nobody's", async () => {
    const port = await freePort();
    await started(port, temporaryFolder());
    const child = await clientAt(port);
    await child.ask("initialize", initialize);
    const { success, message } = await child.send("attach", { backcompatChild: "gone-1" });
    expect({ success, message }).toEqual({
      success: false,
      message: "The emulation of this debug session is over, or of another process",
    });
  });
});

const breakIn = async (child: DapClient, folder: string): Promise<void> => {
  const path = join(folder, "webserver", "webserver.py");
  expect(readFileSync(path, "utf8")).toContain("answer = execute(");
  await child.ask("setBreakpoints", {
    source: { path },
    breakpoints: [{ line: lineOf(path, "answer = execute(") }],
  });
};

const webserverPort = (status: unknown): string => {
  const text = z.object({ result: z.string() }).parse(status).result;
  return /webserver .*:(\d+)/.exec(text)?.[1] ?? "";
};
