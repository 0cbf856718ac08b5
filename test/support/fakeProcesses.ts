import type { Exited, RunningProcess, SpawnSpec } from "../../src/processes/types";

/** Processes that do what a test says. */
export class FakeProcesses {
  readonly all: FakeProcess[] = [];
  /** Runs in each new process, at once. */
  script: (process: FakeProcess) => void = () => undefined;

  readonly spawn = (spec: SpawnSpec): Promise<RunningProcess> => {
    const process = new FakeProcess(100 + this.all.length, spec);
    this.all.push(process);
    this.script(process);
    return Promise.resolve(process);
  };

  get latest(): FakeProcess {
    const process = this.all.at(-1);
    if (!process) throw new Error("nothing was started");
    return process;
  }
}

export class FakeProcess implements RunningProcess {
  readonly id: RunningProcess["id"];
  readonly spec: SpawnSpec;
  readonly exited: Promise<Exited>;
  /** Ends only when it is given no time. */
  stubborn = false;
  readonly stops: (number | undefined)[] = [];
  #exit: (exit: Exited) => void = () => undefined;

  constructor(pid: number, spec: SpawnSpec) {
    this.id = { pid, startedAt: "then" };
    this.spec = spec;
    this.exited = new Promise((resolve) => {
      this.#exit = resolve;
    });
  }

  print(text: string, stream: "stdout" | "stderr" = "stdout"): void {
    this.spec.onLine?.({ time: 1, stream, text });
  }

  end(code: number | undefined, signal?: string): void {
    this.#exit({ code, signal });
  }

  async stop(graceMs?: number): Promise<void> {
    this.stops.push(graceMs);
    if (!this.stubborn || graceMs === 0) this.end(undefined, "SIGTERM");
    await this.exited;
  }
}
