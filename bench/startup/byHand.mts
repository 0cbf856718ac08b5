import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import { connect } from "node:net";
import { end } from "./run.mts";

/** How a service was really started, read from the system: the peer gets exactly the same. */
export interface Command {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly ready: () => Promise<boolean>;
}

export const commandOf = (pid: number, ready: Command["ready"]): Command => ({
  argv: partsOf(pid, "cmdline"),
  env: Object.fromEntries(
    partsOf(pid, "environ").map((entry) => [
      entry.slice(0, entry.indexOf("=")),
      entry.slice(entry.indexOf("=") + 1),
    ]),
  ),
  cwd: readlinkSync(`/proc/${pid}/cwd`),
  ready,
});

const partsOf = (pid: number, file: string): string[] =>
  readFileSync(`/proc/${pid}/${file}`, "utf8").split("\0").slice(0, -1);

/** One after the other, as their scenario orders them, each asked every 10 ms whether it is ready. */
export const startByHand = async (commands: readonly Command[]): Promise<number> => {
  const began = performance.now();
  const children: ChildProcess[] = [];
  for (const { argv, env, cwd, ready } of commands) {
    const [command = "", ...args] = argv;
    children.push(spawn(command, args, { env, cwd, stdio: "ignore" }));
    while (!(await ready())) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const ms = performance.now() - began;
  for (const child of children.reverse()) await end(child, "SIGKILL");
  return ms;
};

export const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });

export const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );
