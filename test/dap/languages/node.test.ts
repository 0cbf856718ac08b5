import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { inspector, letGo } from "./inspector";
import { plainEnvironment, spec, Targets, until } from "./world";

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
