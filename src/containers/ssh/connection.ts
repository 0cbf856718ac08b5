import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { nullDevice } from "../../processes/places";
import { startTethered } from "../../processes/tethered";
import { newRunToken } from "../../processes/tokens";
import { runTool } from "../../processes/tool";
import type { RunningProcess, RunToken, ToolOutput } from "../../processes/types";
import { mergeVariables, type Variables } from "../../processes/variables";
import { exists } from "../../util/files";
import type { Failure } from "../../util/problem";
import { sleep } from "../../util/time";
import { commandArguments, connectArguments, controlArguments, type Far, type Near } from "./arguments";
import { sshFailure } from "./diagnosis";
import type { OwnSockets } from "./sockets";
import type { SshTarget } from "./target";

export interface SshWorld {
  readonly sockets: OwnSockets;
  readonly env: Variables;
  readonly token: RunToken;
  readonly ssh: readonly [string, ...string[]];
}

/** One connection of the system's ssh, over which everything for its host goes. */
export interface SshConnection {
  readonly target: SshTarget;
  /** Settles with the reason when the connection is gone, whoever ended it. */
  readonly ended: Promise<Failure>;
  /** A path for a tunnel's end here; undefined where ssh can listen at ports only. */
  newSocket(): Promise<{ readonly socket: string } | undefined>;
  forward(near: Near, far: Far, signal: AbortSignal): Promise<void>;
  cancel(near: Near, far: Far): Promise<void>;
  /** A command over there, in its shell. */
  command(text: string, signal: AbortSignal): Promise<ToolOutput>;
  close(): Promise<void>;
}

export const openConnection = async (
  target: SshTarget,
  world: SshWorld,
  signal: AbortSignal,
): Promise<SshConnection> => {
  const control = await world.sockets.next();
  const lines: string[] = [];
  const master = await startSsh(world, connectArguments(target, control), lines);
  const ended = master.exited.then(() => sshFailure(target, lines));
  try {
    await isUp(control, ended, signal);
  } catch (error) {
    await master.stop(graceMs);
    throw error;
  }
  const call = (args: readonly string[], run: { signal?: AbortSignal } = {}, accept?: readonly number[]) =>
    runTool(callOf(world, args, accept), run);
  return {
    target,
    ended,
    newSocket: async () => ({ socket: await world.sockets.next() }),
    forward: async (near, far, during) => {
      await call(controlArguments(control, "forward", target, nullDevice(), [near, far]), { signal: during });
    },
    cancel: async (near, far) => {
      await call(controlArguments(control, "cancel", target, nullDevice(), [near, far]), {}, [0, 255]);
    },
    command: (text, during) => call(commandArguments(control, target, text), { signal: during }, anyExit),
    close: async () => {
      await master.stop(graceMs);
      await fs.rm(control, { force: true });
    },
  };
};

/** It ends as soon as this process does. */
export const startSsh = (
  { ssh, env, token }: SshWorld,
  args: readonly string[],
  lines: string[],
): Promise<RunningProcess> =>
  startTethered({
    argv: [...ssh, ...args],
    cwd: tmpdir(),
    env: mergeVariables([env]),
    token,
    own: newRunToken(),
    onLine: ({ text }) => {
      lines.push(text);
      if (lines.length > mostLines) lines.shift();
    },
  });

const mostLines = 40;
const graceMs = 1000;
export const anyExit = Array.from({ length: 256 }, (_, exit) => exit);

const callOf = (
  { ssh: [tool, ...first], env }: SshWorld,
  args: readonly string[],
  accept?: readonly number[],
) => ({
  tool,
  args: [...first, ...args],
  env: mergeVariables([env]),
  ...(accept && { accept }),
  parse: (output: ToolOutput) => output,
});

/** ssh makes the control socket once it is let in. */
const isUp = async (control: string, ended: Promise<Failure>, signal: AbortSignal): Promise<void> => {
  let failure: Failure | undefined;
  void ended.then((why) => {
    failure = why;
  });
  while (!(await exists(control))) {
    if (failure) throw failure;
    await sleep(20, signal);
  }
};
