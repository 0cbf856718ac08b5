import { Readable } from "node:stream";
import type { ContainerLogs, ContainerState } from "../capture/containerPort";
import type { Engine } from "../containers/engine";
import { refusal, statusOf } from "../containers/failure";
import { inspectContainer, short } from "../containers/operations";
import { requestStream } from "../containers/request";
import { machineFailure, problemOf } from "../util/problem";
import { fields, flag, optional, text } from "../util/shape";

/** Gives the engine that is there now, after a reconnect another one; rejects where none is. */
export type EngineNow = (signal: AbortSignal) => Engine | Promise<Engine>;

/** The log of a container on an engine, for whoever follows it. */
export const engineLogs = (engineNow: EngineNow, id: string): ContainerLogs => ({
  fetchLogs: async ({ since, follow, timestamps }, signal) => {
    const engine = await engineNow(signal);
    const query = {
      stdout: true,
      stderr: true,
      follow,
      timestamps,
      ...(since === undefined ? {} : { since }),
    };
    try {
      const path = `/containers/${encodeURIComponent(id)}/logs`;
      const stream = await requestStream(engine.docker, { path, query, signal });
      if (stream instanceof Readable) return stream;
      throw machineFailure("engine-answer", `The engine gave no stream of the log of container ${short(id)}`);
    } catch (error) {
      // Removed a moment ago: asking after it says so.
      if (statusOf(error) === 404) return Readable.from([]);
      throw await refusal(error, engine, `Reading the log of container ${short(id)}`);
    }
  },
  state: async (signal) => {
    const engine = await engineNow(signal);
    try {
      return stateOf(await inspectContainer(engine, id, signal));
    } catch (error) {
      if (problemOf(error).code === "not-on-engine") return { kind: "removed" };
      throw error;
    }
  },
});

const answer = fields({
  State: fields({ Running: flag, StartedAt: text }),
  Config: fields({ Tty: optional(flag) }),
});

const stateOf = (inspected: unknown): ContainerState => {
  if (!answer(inspected))
    throw machineFailure("engine-answer", "The engine tells nothing of the container's state");
  const { State, Config } = inspected;
  return {
    kind: State.Running ? "running" : "stopped",
    startedAt: State.StartedAt,
    tty: Config.Tty ?? false,
  };
};
