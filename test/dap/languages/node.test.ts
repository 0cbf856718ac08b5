import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { plainEnvironment, type Started, spec, Targets, until } from "./world";

const targets = new Targets();
afterEach(() => targets.end());

const environment = plainEnvironment({ kind: "node", node: process.execPath });

/** A package whose script is a program of another package, as `npm start` has it. */
const project = (): string => {
  const folder = targets.folder();
  mkdirSync(join(folder, "node_modules", ".bin"), { recursive: true });
  mkdirSync(join(folder, "node_modules", "server"));
  const script = join(folder, "node_modules", "server", "cli.js");
  writeFileSync(
    script,
    '#!/usr/bin/env node\nconsole.log("runs", process.env.MODE, ...process.argv.slice(2));\nsetInterval(() => {}, 1000);\n',
    {
      mode: 0o755,
    },
  );
  symlinkSync("../server/cli.js", join(folder, "node_modules", ".bin", "serve"));
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ scripts: { start: "MODE=plain serve --fast" } }),
  );
  return folder;
};

const inspected = z.array(z.object({ title: z.string(), webSocketDebuggerUrl: z.string() }));

const inspector = async ({ port }: Started): Promise<z.infer<typeof inspected>[number]> => {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const [first] = inspected.parse(await answer.json());
  if (first === undefined) throw new Error("nothing to inspect");
  return first;
};

/** What js-debug does when it attaches with `continueOnAttach`. */
const letGo = async (url: string): Promise<void> => {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  const paused = new Promise<void>((resolve) => {
    socket.onmessage = ({ data }) => {
      if (String(data).includes("Debugger.paused")) resolve();
    };
  });
  for (const [at, method] of ["Debugger.enable", "Runtime.runIfWaitingForDebugger"].entries())
    socket.send(JSON.stringify({ id: at + 1, method }));
  await paused;
  socket.send(JSON.stringify({ id: 3, method: "Debugger.resume" }));
  await until(() => socket.bufferedAmount === 0);
};

describe("Node", () => {
  it("holds the very program that `npm start` comes to, until it is let go", async () => {
    const started = await targets.start({
      argv: ["npm", "start", "--", "more"],
      cwd: project(),
      debug: spec("node"),
      environment,
    });
    const { title, webSocketDebuggerUrl } = await inspector(started);
    expect(title).toContain("serve");
    expect(started.lines.join()).not.toContain("runs");
    await letGo(webSocketDebuggerUrl);
    await until(() => started.lines.includes("runs plain --fast more"));
  });

  it("runs at once where it isn't to be held, and listens", async () => {
    const started = await targets.start({
      argv: ["npx", "serve"],
      cwd: project(),
      debug: spec("node"),
      environment,
      hold: false,
      env: { MODE: "x" },
    });
    await until(() => started.lines.includes("runs x"));
    expect((await inspector(started)).title).toContain("serve");
    expect(started.attachment).toMatchObject({
      adapter: { kind: "delegated", type: "node" },
      arguments: { port: started.port, continueOnAttach: true },
    });
  });
});
