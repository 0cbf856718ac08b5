import type { Line } from "../processes/types";
import { deferred } from "../util/deferred";
import type { Disposable } from "../util/disposable";
import { machineFailure, type Problem, problemOf } from "../util/problem";
import { type Clock, systemClock } from "../util/time";
import { ContainerDecoder } from "./containerDecoder";
import type { ContainerLogs, ContainerState } from "./containerPort";
import { readStream } from "./containerStream";
import { SeenMessages } from "./seenMessages";

export type FollowState =
  | { readonly kind: "following" | "stopped" | "removed" | "ended" }
  /** It is tried again by itself. */
  | { readonly kind: "unreachable"; readonly problem: Problem };

export interface FollowContainer {
  readonly logs: ContainerLogs;
  readonly onLine: (line: Line) => void;
  /** Takes secrets out of what is kept. */
  readonly mask: (text: string) => string;
  /** Where lines wait for the disk, the engine waits too. */
  readonly drained?: () => Promise<void> | undefined;
  readonly onState?: (state: FollowState) => void;
  readonly clock?: Clock;
  /** How long a stream may be silent until its container is asked after. */
  readonly silenceMs?: number;
}

export interface ContainerFollower extends Disposable {
  /** Settles when nothing more comes. Never rejects. */
  readonly ended: Promise<void>;
  /** Settles once all that the run which began then had said was handed on; also at the end. */
  readToEnd(startedAt: string): Promise<void>;
  /** Takes what the engine has by now, and ends: for whoever is about to remove a container that stopped. */
  finish(): Promise<void>;
  /** Ends at once. */
  dispose(): void;
}

/**
 * Every line of a container, once: over restarts of it, of its engine, and of what lies between. Ends when the
 * container is removed.
 */
export const followContainer = (what: FollowContainer): ContainerFollower => {
  const following = new Following(what);
  const ended = following.run();
  return {
    ended,
    readToEnd: (startedAt) => Promise.race([ended, following.readToEnd(startedAt)]),
    finish: () => {
      following.finish();
      return ended;
    },
    dispose: () => following.dispose(),
  };
};

const shortestPauseMs = 50;
const longestPauseMs = 3000;
/** A container that stands still is asked after, as it may be started by anybody. */
const stoppedPauseMs = 250;
const silenceMs = 10_000;
const callMs = 15_000;
/** After so many looks at a silent stream another one is asked for: its engine is there, but the way may not be. */
const patience = 30;

type Present = Exclude<ContainerState, { readonly kind: "removed" }>;

/** Who wants to know when all of a run is there. */
interface Asked {
  readonly startedAt: string;
  readonly resolve: () => void;
}

class Following {
  readonly #what: FollowContainer;
  readonly #clock: Clock;
  readonly #seen = new SeenMessages();
  readonly #decoder: ContainerDecoder;
  readonly #disposed = new AbortController();
  /** Ends what waits or streams now; a new one for each turn. */
  #turn = new AbortController();
  #finishing = false;
  #news = 0;
  #pauseMs = shortestPauseMs;
  #state: string | undefined;
  /** Of the run whose log was read to its end. */
  #readToEnd: string | undefined;
  readonly #asked = new Set<Asked>();
  #followed: string | undefined;

  constructor(what: FollowContainer) {
    this.#what = what;
    this.#clock = what.clock ?? systemClock;
    const take = (line: Line): void => what.onLine({ ...line, text: what.mask(line.text) });
    this.#decoder = new ContainerDecoder(take, (seconds, nanos) => {
      const isNew = this.#seen.take(seconds, nanos);
      if (isNew) this.#news++;
      return isNew;
    });
  }

  finish(): void {
    this.#finishing = true;
    this.#turn.abort();
  }

  dispose(): void {
    this.#disposed.abort();
    this.#turn.abort();
  }

  readToEnd(startedAt: string): Promise<void> {
    const { promise, resolve } = deferred<void>();
    this.#asked.add({ startedAt, resolve });
    // The run that is followed will end; of another one, what there is has to be looked at now.
    if (this.#followed !== undefined && this.#followed !== startedAt) this.#turn.abort();
    return promise;
  }

  async run(): Promise<void> {
    while (!this.#disposed.signal.aborted) {
      this.#turn = new AbortController();
      const last = this.#finishing;
      try {
        if ((await this.#once(last)) === "removed") return this.#removed();
      } catch (error) {
        if (last) return this.#end("the engine can't be reached; the log may end early");
        if (!this.#turn.signal.aborted) await this.#unreachable(error);
      }
      if (last) return this.#end(undefined);
    }
    this.#decoder.end();
    this.#tell({ kind: "ended" });
  }

  async #once(last: boolean): Promise<ContainerState["kind"]> {
    // Each was asked for when its run had begun: a run that the engine tells of now is the same or a later one.
    const asked = [...this.#asked];
    const state = await this.#what.logs.state(this.#callSignal());
    if (state.kind === "removed") return state.kind;
    if (state.kind === "running") await this.#onRunning(state, asked, last);
    else await this.#onStopped(state, asked, last);
    return state.kind;
  }

  async #onRunning({ startedAt, tty }: Present, asked: readonly Asked[], last: boolean): Promise<void> {
    const over = asked.filter((run) => run.startedAt !== startedAt);
    if (last || over.length > 0) {
      await this.#read(tty, false);
      this.#answer(over);
      return;
    }
    const before = this.#news;
    this.#followed = startedAt;
    try {
      await this.#read(tty, true);
    } finally {
      this.#followed = undefined;
    }
    await this.#afterStream(this.#news > before);
  }

  async #onStopped({ startedAt, tty }: Present, asked: readonly Asked[], last: boolean): Promise<void> {
    if (last || startedAt !== this.#readToEnd) {
      await this.#read(tty, false);
      this.#readToEnd = startedAt;
      this.#decoder.end();
    } else {
      this.#tell({ kind: "stopped" });
      await this.#pause(stoppedPauseMs);
    }
    this.#answer(asked);
  }

  #answer(asked: readonly Asked[]): void {
    for (const run of asked) {
      this.#asked.delete(run);
      run.resolve();
    }
  }

  async #read(tty: boolean, follow: boolean): Promise<void> {
    const { logs, drained = () => undefined } = this.#what;
    const { since } = this.#seen.resume();
    const signal = this.#turn.signal;
    const stream = await logs.fetchLogs({ since, follow, timestamps: true }, signal);
    if (follow) this.#tell({ kind: "following" });
    const reader = this.#decoder.stream(tty);
    let looks = 0;
    const how = await readStream(stream, {
      reader,
      drained,
      // Of a long log the engine may have to look through much before it has something to say.
      isAlive: async () => {
        const found = await this.#look();
        return (follow ? found === "running" : found !== "unreachable") && ++looks < patience;
      },
      silenceMs: this.#what.silenceMs ?? silenceMs,
      signal,
    });
    if (follow) return;
    if (how === "given up") throw machineFailure("engine-silent", "The engine gave no more of the log");
    reader.end();
  }

  async #look(): Promise<ContainerState["kind"] | "unreachable"> {
    try {
      return (await this.#what.logs.state(this.#callSignal())).kind;
    } catch (error) {
      this.#tell({ kind: "unreachable", problem: problemOf(error) });
      return "unreachable";
    }
  }

  /** Engines end a stream when the container stops; one that ends streams for nothing is not asked without pause. */
  async #afterStream(hadNews: boolean): Promise<void> {
    if (hadNews) this.#pauseMs = shortestPauseMs;
    await this.#backOff();
  }

  async #unreachable(error: unknown): Promise<void> {
    this.#tell({ kind: "unreachable", problem: problemOf(error) });
    await this.#backOff();
  }

  async #backOff(): Promise<void> {
    await this.#pause(this.#pauseMs);
    this.#pauseMs = Math.min(longestPauseMs, this.#pauseMs * 2);
  }

  /** Cut short by whoever ends it. */
  async #pause(ms: number): Promise<void> {
    await this.#clock.sleep(ms, this.#turn.signal).catch((error: unknown) => {
      if (!this.#turn.signal.aborted) throw error;
    });
  }

  #callSignal(): AbortSignal {
    return AbortSignal.any([this.#turn.signal, AbortSignal.timeout(callMs)]);
  }

  #removed(): void {
    this.#tell({ kind: "removed" });
    this.#end("container removed; the log may end early");
  }

  #end(why: string | undefined): void {
    this.#decoder.end();
    if (why !== undefined)
      this.#what.onLine({ time: this.#clock.now(), stream: "stderr", text: `[backcompat: ${why}]` });
    this.#tell({ kind: "ended" });
  }

  #tell(state: FollowState): void {
    if (state.kind === this.#state) return;
    this.#state = state.kind;
    if (state.kind === "following") this.#pauseMs = shortestPauseMs;
    this.#what.onState?.(state);
  }
}
