import { listContainers } from "../../containers/list";
import type { Exited, Line, RunningProcess } from "../../processes/types";
import { type Following, follow } from "../../services/container/follow";
import { stopGently } from "../../services/container/stopGently";
import { untilEnded } from "../../services/container/untilEnded";
import type { Project } from "./project";

export interface Member {
  readonly id: string;
  /** Of the compose file. */
  readonly service: string;
}

/** The containers of a compose project, taken together as one service. */
export class ComposeRun {
  readonly project: Project;
  readonly #marks: Readonly<Record<string, string>>;
  readonly #onLine: (service: string, line: Line) => void;
  readonly #following = new Map<string, Following>();
  #members: readonly Member[] = [];

  constructor(
    project: Project,
    marks: Readonly<Record<string, string>>,
    onLine: (service: string, line: Line) => void,
  ) {
    this.project = project;
    this.#marks = marks;
    this.#onLine = onLine;
  }

  get members(): readonly Member[] {
    return this.#members;
  }

  /** Made before it is started, so that its first line is heard; a restart starts the same containers again. */
  async start(connect: (members: readonly Member[]) => Promise<void>): Promise<RunningProcess> {
    const { call, services, at } = this.project;
    await call(["up", "--no-start", "--build", ...services]);
    this.#members = await this.#list();
    await connect(this.#members);
    for (const member of this.#members) this.#follow(member);
    await call(["up", "-d", "--no-build", ...services]);
    const exited = this.#untilEnded();
    const first = this.#members[0];
    const info = first && (await at.engine.docker.getContainer(first.id).inspect());
    return {
      id: { pid: info?.State.Pid ?? 0, startedAt: `project ${this.project.name}` },
      exited,
      stop: async (graceMs = defaultGraceMs) => {
        await this.#stop(graceMs);
        await exited;
      },
    };
  }

  dispose(): void {
    for (const following of this.#following.values()) following.dispose();
    this.#following.clear();
  }

  /** In the order that compose knows; hard where there is no time. */
  async #stop(graceMs: number): Promise<void> {
    if (graceMs > 0) await this.project.call(["stop", "-t", String(Math.ceil(graceMs / 1000))]);
    await Promise.all(this.#members.map(({ id }) => stopGently(this.project.at.engine, id, 0)));
  }

  async #list(): Promise<Member[]> {
    const labels = { ...this.#marks, "com.docker.compose.project": this.project.name };
    const rows = await listContainers(this.project.at.engine, AbortSignal.timeout(askMs), labels);
    return rows.map(({ id, composeService, name }) => ({ id, service: composeService ?? name }));
  }

  #follow({ id, service }: Member): void {
    if (this.#following.has(id)) return;
    const onLine = (line: Line): void => this.#onLine(service, line);
    this.#following.set(id, follow({ engine: this.project.at.engine, container: id, onLine }));
  }

  /** One that fails ends all; those that do their work and end well are done. */
  async #untilEnded(): Promise<Exited> {
    const { engine } = this.project.at;
    const ends = this.#members.map(async ({ id, service }) => {
      const exit = await untilEnded(engine, id, {});
      const { State } = await engine.docker
        .getContainer(id)
        .inspect()
        .catch(() => ({ State: undefined }));
      if (State !== undefined) await this.#following.get(id)?.drained(State.StartedAt);
      return { ...exit, why: exit.why === undefined ? `its ${service}` : `its ${service}: ${exit.why}` };
    });
    const failed = ends.map(
      (end) =>
        new Promise<Exited>((resolve) => {
          void end.then((exit) => {
            if (exit.code !== 0) resolve(exit);
          });
        }),
    );
    const all = Promise.all(ends).then((exits): Exited => exits.at(-1) ?? nothing);
    return await Promise.race([...failed, all]);
  }
}

const nothing: Exited = { code: 0, signal: undefined };
const defaultGraceMs = 5000;
const askMs = 30_000;
