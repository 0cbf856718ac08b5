import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { tracingForbidden } from "../../../src/languages/tracingForbidden";
import { tracingRights } from "../../../src/processes/tracing";
import { findExecutable } from "../../../src/processes/which";
import { breakAt, configured, here, nothingLeft, spec, stopped, Targets, until } from "./world";

const targets = new Targets();
afterEach(() => targets.end());
const built = new Targets();
afterAll(() => built.end());

const adapters = [
  "lldb-dap",
  "lldb-vscode-14",
  ...Array.from({ length: 15 }, (_, at) => `lldb-dap-${at + 14}`),
];
const missing = [
  ...(findExecutable("g++") === undefined ? ["g++"] : []),
  ...(adapters.some((name) => findExecutable(name) !== undefined) ? [] : ["LLDB (apt-get install lldb-14)"]),
];

describe.skipIf(missing.length > 0)(`native${missing.map((what) => ` (no ${what})`).join("")}`, () => {
  let folder = "";
  let program = "";
  let source = "";

  beforeAll(() => {
    folder = built.folder();
    program = join(folder, "service");
    source = join(folder, "service.cpp");
    copyFileSync(here("service.cpp"), source);
    execFileSync("g++", ["-g", "-O0", "-o", program, source]);
  });

  it("is held from its first instruction until somebody attaches, stops with its variables, goes on and ends", async () => {
    const started = await targets.start({ argv: [program, "one"], cwd: folder, debug: spec("native") });
    expect(started.lines.join()).not.toContain("handled");
    const client = await targets.attach(started.attachment);
    await breakAt(client, source, 9);
    await configured(client, started.attachment);
    const stop = await stopped(client);
    expect(stop).toMatchObject({ reason: "breakpoint", path: source, line: 9 });
    expect(stop.variables).toMatchObject({ value: "20", twice: "40" });
    await client.request("continue", { threadId: stop.threadId });
    expect((await stopped(client)).variables).toMatchObject({ value: "21" });
    await breakAt(client, source);
    await client.request("continue", { threadId: stop.threadId });
    expect(await client.event("exited")).toMatchObject({ exitCode: 3 });
    expect(started.attachment.output).toBe("adapter");
    await client.event("output", ({ output }) => String(output).includes("handled 42"));
    await started.process.exited;
    await nothingLeft(started.token);
  });

  it("stays at its entry where pauseAtStart is asked", async () => {
    const debug = spec("native", { pauseAtStart: true });
    const started = await targets.start({ argv: ["./service"], cwd: folder, debug });
    expect(started.attachment.entry).toBe("arguments");
    const client = await targets.attach(started.attachment);
    await configured(client, started.attachment);
    expect((await client.event("stopped"))["threadId"]).toBeGreaterThan(0);
  });

  it("runs as it is where it isn't to be held, and is attached to by its pid", async () => {
    const started = await targets.start({
      argv: [program, "forever"],
      cwd: folder,
      debug: spec("native"),
      hold: false,
    });
    await until(() => started.lines.some((line) => line.includes("handled")));
    expect(started.attachment.caution).toBe(tracingForbidden(await tracingRights()));
    if (started.attachment.caution !== undefined) return;
    const client = await targets.attach(started.attachment);
    await breakAt(client, source, 9);
    await client.request("configurationDone");
    expect(await stopped(client)).toMatchObject({ reason: "breakpoint", path: source, line: 9 });
  });
});
