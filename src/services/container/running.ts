import type Dockerode from "dockerode";
import type { Engine } from "../../containers/engine";
import { refusal } from "../../containers/failure";
import { listContainers } from "../../containers/list";
import { removeContainer } from "../../containers/operations";
import type { Line, RunningProcess } from "../../processes/types";
import { Failure, machineFailure } from "../../util/problem";
import { creationOf } from "./creation";
import { type Following, follow } from "./follow";
import { healthOf } from "./healthOf";
import { stopGently } from "./stopGently";
import type { ContainerSpec } from "./types";
import { untilEnded } from "./untilEnded";

export interface ContainerWorld {
  readonly engine: Engine;
  /** Where lines wait for the disk. */
  readonly drained?: () => Promise<void> | undefined;
  /** Called before anything is made under this name. */
  readonly willMake: (name: string) => void;
  /** Called once it runs: ports that the engine chose are known then. */
  readonly started?: (info: Dockerode.ContainerInspectInfo) => Promise<void>;
}

/** One container of a service, over all its starts. */
export class ServiceContainer {
  readonly #spec: ContainerSpec;
  readonly #world: ContainerWorld;
  #id: string | undefined;
  #following: Following | undefined;

  constructor(spec: ContainerSpec, world: ContainerWorld) {
    this.#spec = spec;
    this.#world = world;
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
    const exited = untilEnded(engine, container.id, { memory: this.#spec.memory }).then(async (exit) => {
      await following.drained(info.State.StartedAt);
      return exit;
    });
    return {
      id: { pid: info.State.Pid, startedAt: `container ${container.id}` },
      exited,
      stop: async (graceMs = defaultGraceMs) => {
        await stopGently(engine, container.id, graceMs);
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
}

const defaultGraceMs = 5000;

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
