import { newRunToken } from "../processes/tokens";
import type { Exited, RunningProcess, RunToken, SpawnSpec } from "../processes/types";
import { LastLines } from "./lastLines";
import { probeFor } from "./readiness/probes";
import { untilReady } from "./readiness/until";
import type { ServicePorts, ServiceSpec, ServiceWorld } from "./types";

export interface OneProcess {
  readonly spec: ServiceSpec;
  readonly world: ServiceWorld;
  readonly ports: ServicePorts;
  /** Aborted when a stop is asked. */
  readonly signal: AbortSignal;
  readonly graceMs: () => number | undefined;
  readonly spawned: (process: RunningProcess) => void;
  readonly ready: () => void;
}

export type Ended =
  | { readonly kind: "stopped" }
  | { readonly kind: "broken"; readonly error: unknown }
  | { readonly kind: "unmet"; readonly reasons: readonly string[]; readonly lines: readonly string[] }
  | {
      readonly kind: "exited";
      readonly exit: Exited;
      readonly readySince: number | undefined;
      readonly lines: readonly string[];
    };

export interface ProcessOutcome {
  readonly end: Ended;
  /** Settles when nothing of its tree is left, which may take a grace time longer. */
  readonly cleared: Promise<void>;
}

interface Spawned {
  readonly process: RunningProcess;
  readonly own: RunToken;
  readonly lines: LastLines;
}

const keptLines = 20;
/** How often to look whether a program that put itself into the background still lives. */
const daemonEveryMs = 250;

/** One process from its start until it is known how it ended. */
export const runProcess = async (one: OneProcess): Promise<ProcessOutcome> => {
  if (one.signal.aborted) return { end: { kind: "stopped" }, cleared: Promise.resolve() };
  const lines = new LastLines(keptLines);
  const own = newRunToken();
  const process = await one.ports.spawn(spawnSpec(one, own, lines));
  const over = new AbortController();
  const end = await watch(one, { process, own, lines }, AbortSignal.any([one.signal, over.signal])).catch(
    (error: unknown): Ended => ({ kind: "broken", error }),
  );
  over.abort();
  return { end, cleared: process.stop(one.graceMs()) };
};

const spawnSpec = ({ spec, world }: OneProcess, own: RunToken, lines: LastLines): SpawnSpec => ({
  argv: spec.argv,
  cwd: spec.cwd,
  env: spec.env,
  token: spec.token,
  own,
  shell: spec.shell,
  onLine: (line) => {
    lines.add(line.text);
    world.onLine(spec.name, line);
  },
  drained: () => world.drained?.(spec.name),
});

const watch = async (one: OneProcess, spawned: Spawned, signal: AbortSignal): Promise<Ended> => {
  const { lines } = spawned;
  if (one.signal.aborted) return { kind: "stopped" };
  one.spawned(spawned.process);
  const stopped = untilAborted(signal);
  const gone = untilGone(one, spawned, signal);
  const exited = (exit: Exited, readySince?: number): Ended => ({
    kind: "exited",
    exit,
    readySince,
    lines: lines.last(),
  });
  const early = await Promise.race([stopped, gone, getReady(one, spawned, signal)]);
  if (early === "stopped") return { kind: "stopped" };
  if ("exit" in early) return exited(early.exit);
  if (early.unmet.length > 0) return { kind: "unmet", reasons: early.unmet, lines: lines.last() };
  const readySince = one.ports.clock.now();
  one.ready();
  const late = await Promise.race([stopped, gone]);
  return late === "stopped" ? { kind: "stopped" } : exited(late.exit, readySince);
};

/** Debuggers attach first: a held process can't answer, and its clock must not run. */
const getReady = async (
  { spec, world, ports }: OneProcess,
  { process, own, lines }: Spawned,
  signal: AbortSignal,
): Promise<{ unmet: readonly string[] }> => {
  if (!spec.ready.some(({ kind }) => kind === "log")) lines.forgetTheFirst();
  await world.onStarted(spec.name, process.id);
  const asked = {
    spec,
    whose: { process: process.id, own },
    ports,
    pause: world.pause,
    lines: lines.fromTheFirst,
  };
  const health = await ports.health?.();
  const probes = [...spec.ready.map((ready) => probeFor(ready, asked)), ...(health ? [health] : [])];
  const limit = { ms: spec.readyTimeoutMs, clock: ports.clock, pause: world.pause, signal };
  const asking = untilReady(probes, limit);
  // Whoever waits for a line has heard the first ones by now.
  lines.forgetTheFirst();
  return { unmet: await asking };
};

const untilGone = async (
  { ports }: OneProcess,
  { process, own }: Spawned,
  signal: AbortSignal,
): Promise<{ exit: Exited }> => {
  const exit = await process.exited;
  if (exit.code !== 0) return { exit };
  // A program that puts itself into the background ends well and lives on in what it left behind.
  while ((await ports.survivors(own)).length > 0) await ports.clock.sleep(daemonEveryMs, signal);
  return { exit };
};

const untilAborted = (signal: AbortSignal): Promise<"stopped"> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve("stopped");
    signal.addEventListener("abort", () => resolve("stopped"), { once: true });
  });
