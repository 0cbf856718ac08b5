import type Dockerode from "dockerode";
import type { Engine } from "../../containers/engine";
import { refusal, statusOf } from "../../containers/failure";
import { listContainers } from "../../containers/list";
import { killContainer, removeContainer, stopContainer } from "../../containers/operations";
import type { Exited, Line, RunningProcess } from "../../processes/types";
import { Failure, machineFailure, problemOf } from "../../util/problem";
import { type Clock, systemClock } from "../../util/time";
import { creationOf } from "./creation";
import { exitOf, removed } from "./ending";
import { type Following, follow } from "./follow";
import { healthOf } from "./healthOf";
import type { ContainerSpec } from "./types";

export interface ContainerWorld {
  readonly engine: Engine;
  /** Where lines wait for the disk. */
  readonly drained?: () => Promise<void> | undefined;
  /** Called before anything is made under this name. */
  readonly willMake: (name: string) => void;
  /** Called once it runs: ports that the engine chose are known then. */
  readonly started?: (info: Dockerode.ContainerInspectInfo) => Promise<void>;
  readonly clock?: Clock;
}

/** One container of a service, over all its starts. */
export class ServiceContainer {
  readonly #spec: ContainerSpec;
  readonly #world: ContainerWorld;
  readonly #clock: Clock;
  #id: string | undefined;
  #following: Following | undefined;

  constructor(spec: ContainerSpec, world: ContainerWorld) {
    this.#spec = spec;
    this.#world = world;
    this.#clock = world.clock ?? systemClock;
  }

  get id(): string | undefined {
    return this.#id;
  }

  get engine(): Engine {
    return this.#world.engine;
  }

  /** Made at its first start; a restart starts the same one again, with what it wrote. */
  async start(onLine: (line: Line) => void): Promise<RunningProcess> {
    const container = await this.#made();
    const { engine, drained } = this.#world;
    this.#following ??= follow({ engine, container: container.id, onLine, ...(drained && { drained }) });
    try {
      await container.start();
    } catch (error) {
      throw notStarted(
        await refusal(error, this.engine, `The container ${this.#spec.name} can't be started`),
      );
    }
    const info = await container.inspect();
    await this.#world.started?.(info);
    const following = this.#following;
    const exited = this.#untilEnded(container).then(async (exit) => {
      await following.drained(info.State.StartedAt);
      return exit;
    });
    return {
      id: { pid: info.State.Pid, startedAt: `container ${container.id}` },
      exited,
      stop: async (graceMs = defaultGraceMs) => {
        await stopOne(this.engine, container.id, graceMs);
        await exited;
      },
    };
  }

  dispose(): void {
    this.#following?.dispose();
  }

  inspect(): Promise<Dockerode.ContainerInspectInfo> {
    return this.engine.docker.getContainer(this.#id ?? "").inspect();
  }

  async #made(): Promise<Dockerode.Container> {
    const { docker } = this.engine;
    if (this.#id !== undefined) return docker.getContainer(this.#id);
    this.#world.willMake(this.#spec.name);
    await removeFormer(this.engine, this.#spec);
    try {
      const image = await docker.getImage(this.#spec.image).inspect();
      const made = await docker.createContainer(creationOf(this.#spec, healthOf(image)));
      this.#id = made.id;
      return made;
    } catch (error) {
      throw await refusal(error, this.engine, `The container ${this.#spec.name} can't be made`);
    }
  }

  /** Over restarts by others, and the engine's own: what runs again was not ended. */
  async #untilEnded(container: Dockerode.Container): Promise<Exited> {
    let silentSince: number | undefined;
    for (;;) {
      try {
        await container.wait();
        silentSince = undefined;
        const state = await this.#settled(container);
        if (state !== undefined && !isRunning(state)) return exitOf(state, this.#spec.memory);
      } catch (error) {
        if (statusOf(error) === 404) return removed;
        if (statusOf(error) !== undefined) return lost(problemOf(error).message);
        silentSince ??= this.#clock.now();
        if (this.#clock.now() - silentSince > patienceMs) return lost("its engine doesn't answer any more");
        await this.#clock.sleep(retryMs);
      }
    }
  }

  /** Who restarts it leaves a moment between. */
  async #settled(container: Dockerode.Container): Promise<State | undefined> {
    const { State } = await container.inspect();
    if (isRunning(State)) return State;
    await this.#clock.sleep(restartMs);
    return (await container.inspect()).State;
  }
}

type State = Dockerode.ContainerInspectInfo["State"];

const isRunning = ({ Running, Restarting }: State): boolean => Running || Restarting;

const defaultGraceMs = 5000;
const restartMs = 150;
const retryMs = 500;
/** How long an engine may be away, for it may be restarting. */
const patienceMs = 30_000;

const lost = (why: string): Exited => ({ code: undefined, signal: undefined, why });

/** By the image's own stop signal, and hard after the grace time. */
const stopOne = async (engine: Engine, id: string, graceMs: number): Promise<void> => {
  try {
    if (graceMs <= 0) await killContainer(engine, id);
    else await stopContainer(engine, id, { graceS: Math.ceil(graceMs / 1000) });
  } catch (error) {
    // Not there, or not running: that is what was asked for.
    if (!fineToStop.has(problemOf(error).code)) throw error;
  }
};

const fineToStop: ReadonlySet<string> = new Set(["not-on-engine", "engine-conflict"]);

/** What an earlier start of this service left, and only that: a container of somebody else's keeps its name. */
const removeFormer = async (engine: Engine, { labels }: ContainerSpec): Promise<void> => {
  const former = await listContainers(engine, AbortSignal.timeout(askMs), labels);
  await Promise.all(former.map(({ id }) => removeContainer(engine, id)));
};

const askMs = 30_000;

const notStarted = ({ problem }: Failure): Failure => {
  if (/address already in use|port is already allocated/.test(problem.message))
    return machineFailure("port-taken", problem.message, {
      hint: "Somebody took the port meanwhile: stop that, or let the port be preferred instead of fixed.",
    });
  return new Failure({
    ...problem,
    code: "container-not-started",
    hint: /executable file not found|no such file or directory/.test(problem.message)
      ? "Its command is not in this image: correct `run` or `entrypoint`."
      : "The engine says why; its own log may say more.",
  });
};
