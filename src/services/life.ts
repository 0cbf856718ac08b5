import { defaultGraceMs } from "../processes/spawn";
import type { Exited, RunningProcess } from "../processes/types";
import { masked } from "../util/masked";
import { interrupted, problemOf } from "../util/problem";
import { type Ended, type OneProcess, runProcess } from "./oneProcess";
import { backOffMs, mayRestart, steadyMs } from "./restartPolicy";
import type { ServiceEvent } from "./state";
import type { ServicePorts, ServiceSpec, ServiceWorld } from "./types";
import { endedByItself, endedWith, neverReady } from "./words";

/** From one start that was asked for to its end, over all restarts by policy. */
export class Life {
  readonly ready: Promise<void>;
  /** Settles when nothing of it runs any more; never rejects. */
  readonly ended: Promise<void>;

  readonly #spec: ServiceSpec;
  readonly #world: ServiceWorld;
  readonly #ports: ServicePorts;
  readonly #send: (event: ServiceEvent) => void;
  readonly #stopped = new AbortController();
  #becameReady: () => void = () => undefined;
  #neverReady: (error: unknown) => void = () => undefined;
  #process: RunningProcess | undefined;
  #graceMs: number | undefined;

  constructor(
    spec: ServiceSpec,
    world: ServiceWorld,
    ports: ServicePorts,
    send: (event: ServiceEvent) => void,
  ) {
    this.#spec = spec;
    this.#world = world;
    this.#ports = ports;
    this.#send = send;
    this.ready = new Promise((resolve, reject) => {
      this.#becameReady = resolve;
      this.#neverReady = reject;
    });
    // Who never asks whether it got ready hears of its failure by the state.
    this.ready.catch(() => undefined);
    this.ended = this.#live().catch((error: unknown) => this.#giveUp(undefined, error));
  }

  /** Asked again with a shorter grace time, it hurries; else nobody hears of a stop twice. */
  async stop(graceMs = defaultGraceMs): Promise<void> {
    const hurry = this.#graceMs !== undefined && graceMs < this.#graceMs;
    if (this.#graceMs === undefined || hurry) this.#graceMs = graceMs;
    this.#stopped.abort();
    this.#neverReady(interrupted(`Starting ${this.#spec.name}`));
    await Promise.all([hurry ? this.#process?.stop(graceMs) : undefined, this.ended]);
  }

  async #live(): Promise<void> {
    const { clock } = this.#ports;
    for (let restarts = 0; ; restarts++) {
      const { end, cleared } = await runProcess(this.#oneProcess());
      if (wasSteady(end, clock.now())) restarts = 0;
      const again = end.kind === "exited" && mayRestart(this.#spec.restart, end.exit, restarts);
      if (again) this.#send({ kind: "restarts", why: `it ${endedWith(end.exit)}` });
      else this.#settle(end);
      await cleared;
      if (!again) return;
      await clock.sleep(backOffMs(restarts), this.#stopped.signal);
    }
  }

  #oneProcess(): OneProcess {
    return {
      spec: this.#spec,
      world: this.#world,
      ports: this.#ports,
      signal: this.#stopped.signal,
      graceMs: () => this.#graceMs,
      spawned: (process) => {
        this.#process = process;
        this.#send({ kind: "spawned", process: process.id, at: this.#ports.clock.now() });
      },
      ready: () => {
        this.#send({ kind: "becameReady", at: this.#ports.clock.now() });
        this.#becameReady();
      },
    };
  }

  #settle(end: Ended): void {
    if (end.kind === "broken") this.#giveUp(undefined, end.error);
    if (end.kind === "unmet") this.#giveUp(undefined, neverReady(this.#spec, end.reasons, end.lines));
    if (end.kind === "exited") {
      const when = end.readySince === undefined ? "early" : "late";
      this.#giveUp(end.exit, endedByItself(this.#spec, end.exit, when, end.lines));
    }
  }

  #giveUp(exit: Exited | undefined, error: unknown): void {
    if (this.#stopped.signal.aborted) return;
    const failure = masked(error, this.#world.mask);
    this.#send({ kind: "gaveUp", exit, why: problemOf(failure).message });
    this.#neverReady(failure);
  }
}

const wasSteady = (end: Ended, now: number): boolean =>
  end.kind === "exited" && end.readySince !== undefined && now - end.readySince >= steadyMs;
