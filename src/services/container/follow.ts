import { followContainer } from "../../capture/containerFollower";
import type { ContainerLogs, ContainerState } from "../../capture/containerPort";
import type { Engine } from "../../containers/engine";
import type { Line } from "../../processes/types";
import { deferred } from "../../util/deferred";
import type { Disposable } from "../../util/disposable";
import { engineLogs } from "../engineLogs";

export interface Following extends Disposable {
  /** Settles once all that the run which began at this time had said was given. */
  drained(startedAt: string): Promise<void>;
}

export interface Follow {
  readonly engine: Engine;
  readonly container: string;
  readonly onLine: (line: Line) => void;
  /** Where lines wait for the disk, the engine waits too. */
  readonly drained?: () => Promise<void> | undefined;
}

/** All lines of a service's container, over its restarts. Secrets are masked by whoever takes the lines. */
export const follow = ({ engine, container, onLine, drained }: Follow): Following => {
  const ends = new Ends();
  const logs = ends.watch(engineLogs(() => engine, container));
  const follower = followContainer({ logs, onLine, mask: asItIs, ...(drained && { drained }) });
  void follower.ended.then(() => ends.all());
  return {
    drained: (startedAt) => Promise.race([ends.of(startedAt), patience()]),
    dispose: () => follower.dispose(),
  };
};

/** An engine that went away says no more; whoever waits for the end goes on. */
const patience = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, patienceMs).unref();
  });

const patienceMs = 15_000;

const asItIs = (text: string): string => text;

/** Who follows asks after a container that stands still once to read the rest, and again when that is done. */
class Ends {
  readonly #waiting = new Map<string, () => void>();
  readonly #read = new Set<string>();
  #standing: string | undefined;
  #all = false;

  watch(logs: ContainerLogs): ContainerLogs {
    return {
      ...logs,
      state: async (signal) => {
        const state = await logs.state(signal);
        this.#saw(state);
        return state;
      },
    };
  }

  async of(startedAt: string): Promise<void> {
    if (this.#all || this.#read.has(startedAt)) return;
    const reached = deferred<void>();
    this.#waiting.set(startedAt, reached.resolve);
    await reached.promise;
  }

  all(): void {
    this.#all = true;
    for (const reached of this.#waiting.values()) reached();
  }

  #saw(state: ContainerState): void {
    if (state.kind === "removed") this.all();
    else this.#sawRun(state);
  }

  #sawRun(state: Exclude<ContainerState, { kind: "removed" }>): void {
    const { startedAt } = state;
    if (state.kind === "stopped" && this.#standing === startedAt) this.#end(startedAt);
    // One that began anew has nothing more to say of the run before.
    if (this.#standing !== undefined && this.#standing !== startedAt) this.#end(this.#standing);
    this.#standing = state.kind === "stopped" ? startedAt : undefined;
  }

  #end(startedAt: string): void {
    this.#read.add(startedAt);
    this.#waiting.get(startedAt)?.();
  }
}
