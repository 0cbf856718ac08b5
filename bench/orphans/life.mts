import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Place } from "./place.mts";
import { processes } from "./processes.mts";
import type { Start } from "./rounds.mts";

/** One `backcompat` of ours. */
export interface Life {
  readonly pid: number;
  readonly said: () => string;
  readonly ended: Promise<number | null>;
  /** The ports of the JSON line; undefined where it ended before. */
  readonly ready: Promise<readonly number[] | undefined>;
  readonly signal: (name: NodeJS.Signals) => void;
}

export const up = (place: Place, { host, release, debug }: Start): Life =>
  backcompat(place, [
    "up",
    "tiny",
    "--json",
    "--with",
    `host=${host}`,
    "--with",
    `release=${release}`,
    ...(debug ? ["--debug"] : []),
  ]);

export const backcompat = ({ cli, sample, env }: Place, args: readonly string[]): Life => {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: sample,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const parts: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (part: string) => parts.push(part));
  const ended = once(child, "close").then(([code]) => (typeof code === "number" ? code : null));
  return {
    pid: pidOf(child),
    said: () => parts.join(""),
    ended,
    ready: Promise.race([portsLine(child), ended.then(() => undefined)]),
    signal: (name) => void child.kill(name),
  };
};

export const guardianOf = (emulation: string): number | undefined =>
  processes().find(({ command }) => command.endsWith(`guardian.js ${emulation}`))?.pid;

const portsLine = ({ stdout }: ChildProcess): Promise<readonly number[]> =>
  new Promise((resolve) => {
    let text = "";
    stdout?.setEncoding("utf8").on("data", (part: string) => {
      text += part;
      if (text.includes("\n"))
        resolve([...text.matchAll(/"(?:port|rpc|http)":(\d+)/g)].map(([, port]) => Number(port)));
    });
  });

const pidOf = ({ pid }: ChildProcess): number => {
  if (pid === undefined) throw new Error("backcompat could not be started");
  return pid;
};
