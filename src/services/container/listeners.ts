import type { Engine } from "../../containers/engine";
import { runInside } from "../../containers/runInside";
import { printSockets, socketsIn, socketsInside } from "../../processes/socketsInside";
import { sleep } from "../../util/time";
import type { Listener } from "../types";

/** What listens inside a container: a published port listens before its program does. Undefined: it can't be told. */
export const listenersInside = async (
  engine: Engine,
  id: string,
): Promise<readonly Listener[] | undefined> => {
  const { State } = await engine.docker.getContainer(id).inspect();
  const seen = await socketsInside(State.Pid, id);
  if (seen !== undefined || !State.Running) return seen;
  const { stdout } = await runInside(engine, id, printSockets, { signal: AbortSignal.timeout(askMs) });
  return stdout.includes("local_address") ? socketsIn(stdout) : undefined;
};

/** A published port leads to the container's own address, where a program on its loopback is not. */
export const listensInside = async (engine: Engine, id: string, port: number): Promise<boolean> => {
  const all = await listenersInside(engine, id);
  return all?.some((one) => one.port === port && !isLoopback(one.address)) ?? false;
};

/** Settles also once it ended by itself, or where nobody can tell. */
export const untilListeningInside = async (
  { engine, id = "" }: { readonly engine: Engine; readonly id: string | undefined },
  port: number,
  signal: AbortSignal,
): Promise<void> => {
  for (;;) {
    const all = await listenersInside(engine, id);
    if (all === undefined || all.some((one) => one.port === port && !isLoopback(one.address))) return;
    await sleep(50, signal);
    if (!(await engine.docker.getContainer(id).inspect()).State.Running) return;
  }
};

const askMs = 10_000;

const isLoopback = (address: string): boolean => /^(::ffff:)?127\.|^::1$/.test(address);
