import { once } from "node:events";
import { Socket } from "node:net";
import type { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { execa, type Options } from "execa";
import { sleep } from "../util/time";
import { thisPlatform } from "./platform";
import { cannotStart } from "./startFailure";
import type { Exited, SpawnSpec } from "./types";

export interface Launched {
  readonly pid: number;
  /** The end of the process itself, be its output read or not. */
  readonly ended: Promise<Exited>;
  /** Ended, and what it wrote was delivered. Says whether something still holds its output open. */
  readonly drained: Promise<{ readonly exited: Exited; readonly held: boolean }>;
  /** Reads no more. */
  close(): void;
}

export type LaunchSpec = Pick<SpawnSpec, "argv" | "cwd" | "env" | "shell" | "input" | "held" | "drained">;
export type Deliver = (stream: "stdout" | "stderr", chunk: Uint8Array | undefined) => void;

/** How long a grandchild that inherited the output may hold back the news that its parent ended. */
const patienceMs = 250;

/** One process in a group of its own; `deliver` gets its bytes, and undefined at the end of each stream. */
export const launch = async (spec: LaunchSpec, deliver: Deliver): Promise<Launched> => {
  const [command = "", ...args] = spec.shell ? [spec.argv.join(" ")] : spec.argv;
  const child = execa(command, args, optionsOf(spec));
  const { pid, stdout, stderr } = child;
  if (pid === undefined || !stdout || !stderr) throw await cannotStart(spec, await child);
  const streams = [stdout, stderr];
  const ended = once(child, "exit").then(([code, signal]): Exited => exitedOf(code, signal));
  const pace = paceOf(spec.drained, (told) => child.once("exit", told));
  const read = [follow(stdout, "stdout", deliver, pace), follow(stderr, "stderr", deliver, pace)];
  // Its own result adds nothing to `exit` and the streams, and must not be left unheard.
  void child.then(ignore, ignore);
  return {
    pid,
    ended,
    drained: ended.then(async (exited) => ({ exited, held: await stillHeld(read, streams) })),
    close: () => {
      for (const stream of streams) stream.destroy();
    },
  };
};

const optionsOf = (spec: LaunchSpec) =>
  ({
    cwd: spec.cwd,
    env: spec.env,
    extendEnv: false,
    shell: spec.shell ?? false,
    detached: thisPlatform !== "win32",
    windowsHide: true,
    cleanup: false,
    buffer: false,
    reject: false,
    encoding: "buffer",
    stdout: "pipe",
    stderr: "pipe",
    ...(spec.input === undefined ? { stdin: spec.held ? "pipe" : "ignore" } : { input: spec.input }),
  }) as const satisfies Options;

type Pace = (stream: Readable) => void;

/** What ended wrote all it will: the little that is left is read at once, as Node itself resumes the streams then. */
const paceOf = (drained: LaunchSpec["drained"], onEnd: (told: () => void) => void): Pace => {
  let over = false;
  const end = new Promise<void>((resolve) => {
    onEnd(() => {
      over = true;
      resolve();
    });
  });
  return (stream) => {
    const waiting = over ? undefined : drained?.();
    if (waiting === undefined || stream.isPaused()) return;
    stream.pause();
    const resume = (): void => void stream.resume();
    void Promise.race([waiting, end]).then(resume, resume);
  };
};

const follow = (stream: Readable, name: "stdout" | "stderr", deliver: Deliver, pace: Pace): Promise<void> =>
  new Promise((resolve) => {
    stream.on("data", (chunk: Uint8Array) => {
      deliver(name, chunk);
      pace(stream);
    });
    stream.on("error", ignore);
    stream.once("close", () => {
      deliver(name, undefined);
      resolve();
    });
  });

/** What the pipes hold at the deadline is still read: timers come before input in each turn of the loop. */
const stillHeld = async (read: Promise<void>[], streams: Readable[]): Promise<boolean> => {
  const timeUp = new AbortController();
  const late = sleep(patienceMs, timeUp.signal).then(
    () => setImmediate(true),
    () => false,
  );
  const held = await Promise.race([Promise.all(read).then(() => false), late]);
  timeUp.abort();
  // A daemon's open output is no reason for us to stay.
  if (held) for (const stream of streams) if (stream instanceof Socket) stream.unref();
  return held;
};

const exitedOf = (code: unknown, signal: unknown): Exited => ({
  code: typeof code === "number" ? code : undefined,
  signal: typeof signal === "string" ? signal : undefined,
});

const ignore = (): void => undefined;
