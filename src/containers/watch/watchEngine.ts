import { type Disposable, disposable } from "../../util/disposable";
import { Emitter } from "../../util/events";
import { machineFailure, type Problem, problemOf } from "../../util/problem";
import { type Clock, systemClock } from "../../util/time";
import { diagnose } from "../diagnosis";
import type { Engine } from "../engine";
import type { EngineSpec } from "../host";
import { listContainers } from "../list";
import { openEngine } from "../openEngine";
import type { ContainersWorld } from "../world";
import { newBurst } from "./burst";
import { type ContainerEvent, followEvents } from "./eventStream";
import type { EngineState } from "./state";

export interface WatchOptions {
  readonly clock?: Clock;
  /** For each event of a container, as it comes. */
  readonly onEvent?: (event: ContainerEvent) => void;
}

/** An engine's containers, live as long as anybody listens. */
export class EngineWatch implements Disposable {
  readonly spec: EngineSpec;
  readonly #world: ContainersWorld;
  readonly #clock: Clock;
  readonly #changed = new Emitter<EngineState>();
  readonly #onEvent: (event: ContainerEvent) => void;
  #state: EngineState = { kind: "idle", rows: [] };
  #listeners = 0;
  #watching = new AbortController();
  #pausing = new AbortController();
  /** How often containers were listed: what a burst costs. */
  #lists = 0;

  constructor(spec: EngineSpec, world: ContainersWorld, { clock = systemClock, onEvent }: WatchOptions = {}) {
    this.spec = spec;
    this.#world = world;
    this.#clock = clock;
    this.#onEvent = onEvent ?? (() => undefined);
  }

  get state(): EngineState {
    return this.#state;
  }

  get lists(): number {
    return this.#lists;
  }

  /** Hears of every change; the first listener connects, the last one to leave disconnects. */
  on(listener: (state: EngineState) => void): Disposable {
    const listening = this.#changed.on(listener);
    this.#listeners += 1;
    if (this.#listeners === 1) this.#begin();
    let left = false;
    return disposable(() => {
      listening.dispose();
      if (left) return;
      left = true;
      this.#listeners -= 1;
      if (this.#listeners === 0) this.#end();
    });
  }

  /** Does not wait for the next try. */
  retry(): void {
    this.#pausing.abort();
  }

  dispose(): void {
    this.#changed.dispose();
    this.#end();
  }

  #begin(): void {
    this.#watching = new AbortController();
    void this.#keepUp(this.#watching.signal);
  }

  #end(): void {
    this.#watching.abort();
    if (this.#state.kind !== "idle") this.#set({ kind: "idle", rows: this.#state.rows });
  }

  async #keepUp(signal: AbortSignal): Promise<void> {
    this.#set({ kind: "connecting", rows: this.#state.rows });
    for (let failures = 0; !signal.aborted; ) {
      let connected = false;
      const problem = await this.#once(signal, () => {
        connected = true;
      }).catch((error: unknown) => problemOf(error));
      if (signal.aborted) return;
      failures = connected ? 0 : failures + 1;
      const { rows } = this.#state;
      const pause = pauseMs(failures, this.spec.host.kind);
      this.#set(
        connected
          ? { kind: "reconnecting", problem, rows }
          : { kind: "failed", problem, rows, nextTry: this.#clock.now() + pause },
      );
      await this.#pause(pause, signal);
    }
  }

  /** One connection, from its begin to its end; the reason of the end is the result. */
  async #once(signal: AbortSignal, onConnected: () => void): Promise<Problem> {
    const engine = await openEngine(this.spec, this.#world, signal);
    const over = new AbortController();
    const during = AbortSignal.any([signal, over.signal]);
    try {
      const burst = newBurst(this.#clock, pace);
      const heard = (event: ContainerEvent): void => {
        this.#onEvent(event);
        burst.news();
      };
      const { ended } = await followEvents(engine, heard, during);
      const cut = ended.then((error) => error ?? stopped(this.spec));
      const listing = this.#list(engine, burst.over, during, onConnected);
      throw await Promise.race([cut, listing]);
    } catch (error) {
      return (await diagnose(error, this.spec)).problem;
    } finally {
      over.abort();
      engine.dispose();
    }
  }

  /** Rejects never: its end is a failed list, which it gives back. */
  async #list(
    engine: Engine,
    news: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
    onConnected: () => void,
  ): Promise<unknown> {
    try {
      for (;;) {
        this.#lists += 1;
        const rows = await listContainers(engine, signal);
        if (signal.aborted) return undefined;
        onConnected();
        this.#set({ kind: "connected", engine, rows });
        await news(signal);
      }
    } catch (error) {
      return error;
    }
  }

  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    this.#pausing = new AbortController();
    const either = AbortSignal.any([signal, this.#pausing.signal]);
    // Cut short is what it may be.
    await this.#clock.sleep(ms, either).catch(() => undefined);
  }

  #set(state: EngineState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

export const watchEngine = (spec: EngineSpec, world: ContainersWorld, options?: WatchOptions): EngineWatch =>
  new EngineWatch(spec, world, options);

const pace = { quietMs: 100, longestMs: 700, spacingMs: 500 };

/** At once after a loss, then ever more slowly; a socket of this machine costs nothing to look at. */
export const pauseMs = (failures: number, kind: EngineSpec["host"]["kind"]): number =>
  failures === 0 ? 100 : Math.min(kind === "unix" || kind === "npipe" ? 2000 : 15_000, 250 * 2 ** failures);

const stopped = ({ name }: EngineSpec): Error =>
  machineFailure("engine-cut", `Engine '${name}' ended the connection`, {
    hint: "It was probably stopped or restarted just now.",
  });
