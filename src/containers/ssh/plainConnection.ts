import { isListening } from "../../processes/sockets";
import { runTool } from "../../processes/tool";
import type { RunningProcess } from "../../processes/types";
import { mergeVariables } from "../../processes/variables";
import { deferred } from "../../util/deferred";
import type { Failure } from "../../util/problem";
import { sleep } from "../../util/time";
import { commandArguments, connectArguments, type Far, type Near } from "./arguments";
import { anyExit, type SshConnection, type SshWorld, startSsh } from "./connection";
import { sshFailure } from "./diagnosis";
import type { SshTarget } from "./target";

/** Where ssh can't share a connection: one for each forward, to a port of loopback. */
export const plainConnection = async (target: SshTarget, world: SshWorld): Promise<SshConnection> => {
  const forwards = new Map<string, RunningProcess>();
  const { promise: ended, resolve: end } = deferred<Failure>();
  const { ssh, env } = world;
  return {
    target,
    ended,
    newSocket: async () => undefined,
    forward: async (near, far, signal) => {
      const lines: string[] = [];
      const key = keyOf(near, far);
      const one = await startSsh(world, connectArguments(target, undefined, [[near, far]]), lines);
      forwards.set(key, one);
      const over = one.exited.then(() => sshFailure(target, lines));
      void over.then((why) => forwards.get(key) === one && end(why));
      await listening(near, over, signal);
    },
    cancel: async (near, far) => {
      const one = forwards.get(keyOf(near, far));
      forwards.delete(keyOf(near, far));
      await one?.stop();
    },
    command: (text, signal) =>
      runTool(
        {
          tool: ssh[0],
          args: [...ssh.slice(1), ...commandArguments("none", target, text)],
          env: mergeVariables([env]),
          accept: anyExit,
          parse: (output) => output,
        },
        { signal },
      ),
    close: async () => {
      const all = [...forwards.values()];
      forwards.clear();
      await Promise.all(all.map((one) => one.stop()));
    },
  };
};

const keyOf = (near: Near, far: Far): string => JSON.stringify([near, far]);

const listening = async (near: Near, over: Promise<Failure>, signal: AbortSignal): Promise<void> => {
  let failure: Failure | undefined;
  void over.then((why) => {
    failure = why;
  });
  while (!("port" in near && (await isListening(near.port)))) {
    if (failure) throw failure;
    await sleep(100, signal);
  }
};
