import { start } from "./spawn";
import type { RunningProcess, SpawnSpec } from "./types";

/** A program that ends when we do, however we end: who holds it reads the end of its own input. */
export const startTethered = (spec: Omit<SpawnSpec, "held" | "input" | "shell">): Promise<RunningProcess> =>
  start({
    ...spec,
    argv: [process.execPath, "-e", holder, ...spec.argv],
    // An editor's program is Node only when it is told so.
    env: { ...spec.env, ELECTRON_RUN_AS_NODE: "1" },
    held: true,
  });

const holder = `
const { ELECTRON_RUN_AS_NODE, ...env } = process.env;
const [command, ...args] = process.argv.slice(1);
const child = require("node:child_process").spawn(command, args, {
  env, stdio: ["ignore", "inherit", "inherit"], windowsHide: true,
});
child.on("error", ({ message }) => { console.error(message); process.exit(127); });
child.on("exit", (code) => process.exit(code ?? 128));
const end = () => { child.kill(); setTimeout(() => child.kill("SIGKILL"), 1000); };
process.stdin.on("end", end).on("error", end).resume();
`;
