import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root } from "../orphans/place.mts";
import { type Measured, takingTurns, timed } from "../startup/measure.mts";
import type { Core } from "./loadCore.mts";
import { directly, type Talk, throughProxy } from "./talk.mts";

const program = `import time
def add(one, other):
    total = one + other
    return total
value = 0
while True:
    value = add(value, 1)
    seen = {"value": value, "text": "x" * 100}
`;

const mostOfDirect = 1.1;

/** From the key press to what the editor shows: the step, the stop, the stack, the scopes, the locals. */
export const measureStepping = async (
  core: typeof Core,
  folder: string,
  steps: number,
): Promise<Measured> => {
  const file = join(folder, "loop.py");
  writeFileSync(file, program);
  const targets: Target[] = [];
  try {
    for (const way of [directly, throughProxy]) targets.push(await begin(core, file, folder, way));
    const [direct, proxied] = targets;
    if (direct === undefined || proxied === undefined) throw new Error("two targets expected");
    for (let warm = 0; warm < 20; warm++) for (const target of targets) await step(target);
    const times = await takingTurns(steps, {
      direct: () => timed(() => step(direct)),
      proxied: () => timed(() => step(proxied)),
    });
    return {
      what: "a step and what is shown of it",
      ours: times.proxied,
      unit: "ms",
      peer: { name: "direct", value: times.direct },
      bound: `≤ ${mostOfDirect} × direct`,
      holds: times.proxied <= times.direct * mostOfDirect,
    };
  } finally {
    for (const { talk, child } of targets) {
      talk.close();
      child.kill("SIGKILL");
    }
  }
};

interface Target {
  readonly talk: Talk;
  readonly child: ChildProcess;
  readonly threadId: unknown;
}

const begin = async (
  core: typeof Core,
  file: string,
  folder: string,
  way: (core: typeof Core, port: number, folder: string) => Promise<Talk>,
): Promise<Target> => {
  const port = await freePort();
  const debugpy = join(root, "dist", "debugpy", "debugpy");
  const argv = ["-Xfrozen_modules=off", debugpy, "--listen", `127.0.0.1:${port}`, "--wait-for-client", file];
  const child = spawn("python3", argv, { stdio: "ignore" });
  while (!(await core.isListening(port))) await sleep(20);
  const talk = await way(core, port, folder);
  await talk.ask("initialize", { adapterID: "bench", pathFormat: "path" });
  void talk.ask("attach", { justMyCode: false });
  await talk.next("initialized");
  await talk.ask("setBreakpoints", { source: { path: file }, breakpoints: [{ line: 7 }] });
  await talk.ask("configurationDone");
  const { threadId } = await talk.next("stopped");
  await talk.ask("setBreakpoints", { source: { path: file }, breakpoints: [] });
  return { talk, child, threadId };
};

const step = async ({ talk, threadId }: Target): Promise<void> => {
  await talk.ask("stepIn", { threadId });
  await talk.next("stopped");
  await talk.ask("threads");
  const { stackFrames } = await talk.ask("stackTrace", { threadId, startFrame: 0, levels: 20 });
  const { scopes } = await talk.ask("scopes", { frameId: Object(stackFrames)[0].id });
  await talk.ask("variables", { variablesReference: Object(scopes)[0].variablesReference });
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = Object(server.address());
      server.close(() => resolve(port));
    });
  });
