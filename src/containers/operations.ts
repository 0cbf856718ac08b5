import type { Engine } from "./engine";
import { refusal, statusOf } from "./failure";
import { type Request, request } from "./request";

/** What may be done to a container, each settling once the engine has done it. */
export const startContainer = (engine: Engine, id: string, signal?: AbortSignal): Promise<void> =>
  change(engine, id, "start", { signal });

/** Asks it to end, and ends it after the grace time; by default the container's own. */
export const stopContainer = (
  engine: Engine,
  id: string,
  { graceS, signal }: { graceS?: number; signal?: AbortSignal } = {},
): Promise<void> => change(engine, id, "stop", { signal, query: graceS === undefined ? {} : { t: graceS } });

export const restartContainer = (engine: Engine, id: string, signal?: AbortSignal): Promise<void> =>
  change(engine, id, "restart", { signal });

export const pauseContainer = (engine: Engine, id: string, signal?: AbortSignal): Promise<void> =>
  change(engine, id, "pause", { signal });

export const unpauseContainer = (engine: Engine, id: string, signal?: AbortSignal): Promise<void> =>
  change(engine, id, "unpause", { signal });

export const killContainer = (
  engine: Engine,
  id: string,
  { name = "SIGKILL", signal }: { name?: string; signal?: AbortSignal } = {},
): Promise<void> => change(engine, id, "kill", { signal, query: { signal: name } });

/** Running or not, with the volumes that have no name; gone already is gone. */
export const removeContainer = async (engine: Engine, id: string, signal?: AbortSignal): Promise<void> => {
  const query = { force: true, v: true };
  await perform(engine, `Removing container ${short(id)}`, [404], {
    path: `/containers/${encodeURIComponent(id)}`,
    method: "DELETE",
    query,
    signal,
  });
};

/** All that the engine knows about it. */
export const inspectContainer = (engine: Engine, id: string, signal?: AbortSignal): Promise<unknown> =>
  perform(engine, `Inspecting container ${short(id)}`, [], {
    path: `/containers/${encodeURIComponent(id)}/json`,
    signal,
  });

export const perform = async (
  engine: Engine,
  what: string,
  fine: readonly number[],
  asked: Request,
): Promise<unknown> => {
  try {
    return await request(engine.docker, asked);
  } catch (error) {
    if (fine.includes(statusOf(error) ?? 0)) return undefined;
    throw await refusal(error, engine, what);
  }
};

export const short = (id: string): string => id.slice(0, 12);

const change = async (
  engine: Engine,
  id: string,
  what: "start" | "stop" | "restart" | "pause" | "unpause" | "kill",
  more: Pick<Request, "query" | "signal">,
): Promise<void> => {
  const path = `/containers/${encodeURIComponent(id)}/${what}`;
  await perform(engine, `${titles[what]} container ${short(id)}`, [], { path, method: "POST", ...more });
};

const titles = {
  start: "Starting",
  stop: "Stopping",
  restart: "Restarting",
  pause: "Pausing",
  unpause: "Unpausing",
  kill: "Killing",
} as const;
