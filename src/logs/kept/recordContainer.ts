import { promises as fs } from "node:fs";
import { join } from "node:path";
import { followContainer } from "../../capture/containerFollower";
import type { ContainerLogs } from "../../capture/containerPort";
import { openLogStore } from "../../capture/logStore";
import type { Engine } from "../../containers/engine";
import { makeStateFolder, type StateFolder } from "../../emulation/stateFolder";
import { withLock } from "../../processes/locks";
import { engineLogs } from "../../services/engineLogs";
import { deferred } from "../../util/deferred";
import type { Disposable } from "../../util/disposable";
import { removeAll } from "../../util/files";
import { exits, type Problem, problemOf } from "../../util/problem";
import { type KeptContainer, keptFolder, writeKept } from "./keptContainer";

export interface RecordContainer {
  readonly state: StateFolder;
  readonly kept: KeptContainer;
  /** Connects; whoever asked disposes what it gives. */
  readonly open: (signal: AbortSignal) => Promise<Engine>;
  readonly onTrouble: (problem: Problem) => void;
  /** The engine has it no longer. */
  readonly onRemoved?: () => void;
}

export interface Recording extends Disposable {
  /** Settles once lines come, or it is known that none will: what is there by then is not replaced any more. */
  readonly began: Promise<void>;
  readonly ended: Promise<void>;
}

/**
 * Writes the log of a container that is none of ours into a store of its own, which outlives it. The engine has it
 * from the beginning as long as the container is there, so each recording begins anew. One process records at a time.
 */
export const recordContainer = (what: RecordContainer): Recording => {
  const { state, kept, onTrouble } = what;
  const stop = new AbortController();
  const began = deferred<void>();
  const { root } = keptFolder(state, kept.id);
  const recording = makeStateFolder(state).then(() =>
    withLock(
      join(root, "recorded.lock"),
      `The log of container ${kept.name}`,
      () => record(what, began.resolve, stop.signal),
      { signal: stop.signal, timeoutMs: patienceMs },
    ),
  );
  const ended = recording
    .catch((error: unknown) => {
      const problem = problemOf(error);
      // Another window records it: its lines are read here as well.
      if (problem.exit !== exits.interrupted && problem.code !== "locked") onTrouble(problem);
    })
    .finally(() => began.resolve());
  return { began: began.promise, ended, dispose: () => stop.abort() };
};

/** A window that is loaded again soon lets go. */
const patienceMs = 5000;

const record = async (
  { state, kept, open, onRemoved }: RecordContainer,
  begun: () => void,
  signal: AbortSignal,
): Promise<void> => {
  const { logs: folder } = keptFolder(state, kept.id);
  const engines = new Reopened(open);
  const logs = engines.logsOf(kept.id);
  const gone = async (): Promise<void> => {
    await writeKept(state, { ...kept, removed: kept.removed ?? Date.now() });
    onRemoved?.();
  };
  try {
    // What is there is replaced only once the engine is known to have it all.
    if ((await logs.state(signal)).kind === "removed") return await gone();
    await removeAll(folder);
    await fs.mkdir(folder, { recursive: true, mode: 0o700 });
    await writeKept(state, kept);
    if (await followInto(folder, kept.name, logs, begun, signal)) await gone();
  } finally {
    engines.dispose();
  }
};

/** Whether it was removed in the end. */
const followInto = async (
  folder: string,
  name: string,
  logs: ContainerLogs,
  begun: () => void,
  signal: AbortSignal,
): Promise<boolean> => {
  const store = await openLogStore(folder);
  let removed = false;
  const follower = followContainer({
    logs,
    onLine: (line) => store.append(name, line),
    drained: () => store.drained(name),
    mask: (text) => text,
    onState: ({ kind }) => {
      if (kind === "removed") removed = true;
      if (kind === "following" || kind === "stopped") begun();
    },
  });
  const stop = (): void => follower.dispose();
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  await follower.ended;
  signal.removeEventListener("abort", stop);
  await store.close();
  return removed;
};

/** An engine that refused is opened anew: what lies between may have gone. */
class Reopened {
  readonly #open: (signal: AbortSignal) => Promise<Engine>;
  #engine: Engine | undefined;

  constructor(open: (signal: AbortSignal) => Promise<Engine>) {
    this.#open = open;
  }

  logsOf(id: string): ContainerLogs {
    const logs = engineLogs((signal) => this.#now(signal), id);
    return {
      fetchLogs: (request, signal) => this.#orAnew(logs.fetchLogs(request, signal)),
      state: (signal) => this.#orAnew(logs.state(signal)),
    };
  }

  dispose(): void {
    this.#engine?.dispose();
    this.#engine = undefined;
  }

  async #now(signal: AbortSignal): Promise<Engine> {
    this.#engine ??= await this.#open(signal);
    return this.#engine;
  }

  async #orAnew<T>(asked: Promise<T>): Promise<T> {
    try {
      return await asked;
    } catch (error) {
      this.dispose();
      throw error;
    }
  }
}
