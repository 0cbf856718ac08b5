import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { Command } from "../startup/byHand.mts";
import { attach, clientTo } from "./editor.mts";
import type { DapClient } from "./loadClient.mts";

export interface Target extends Command {
  readonly debugPort: number;
}

export interface Running {
  readonly child: ChildProcess;
  readonly client: DapClient;
  readonly gone: Promise<unknown>;
}

/** A script for just these two servers: start one under debugpy, attach, wait until it is ready, then the other. */
export const attachByHand = async (targets: readonly Target[] = []): Promise<number> => {
  const began = performance.now();
  const running: Running[] = [];
  for (const target of targets) {
    running.push(await start(target));
    while (!(await target.ready())) await pause(10);
  }
  const ms = performance.now() - began;
  for (const one of running.reverse()) await end(one);
  return ms;
};

const alive = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

export const start = async (
  { argv, env, cwd, debugPort }: Target,
  filters?: readonly string[],
): Promise<Running> => {
  const [command = "", ...args] = argv;
  const child = spawn(command, args, { env, cwd, stdio: "ignore" });
  alive.add(child);
  const gone = once(child, "close");
  const client = await clientTo(debugPort);
  await attach(client, { justMyCode: true }, filters);
  return { child, client, gone };
};

/** By its debugger, which else would keep its port for a while. */
export const end = async ({ child, client, gone }: Running): Promise<void> => {
  await client.send("disconnect", { terminateDebuggee: true });
  await Promise.all([gone, client.closed]);
  alive.delete(child);
};
