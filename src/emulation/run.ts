import type { Secrets } from "../capture/secrets";
import type { Tail } from "../capture/tailFiles";
import type { ProcessId, RunToken } from "../processes/types";
import type { Service } from "../services/service";
import type { Pause } from "../services/types";
import type { Emitter } from "../util/events";
import type { EnginesAtWork } from "./containers/engines";
import type { EmulationFolder } from "./emulationFolder";
import type { EmulationEvent } from "./events";
import type { Journal } from "./journal";
import type { Plan } from "./plan";
import type { RecentLines } from "./recentLines";
import type { Turns } from "./turns";
import type { Values } from "./values";
import type { EmulationWorld } from "./world";

export interface DebugWish {
  /** Which services get a debugger, of those that have a `debug` key. */
  readonly services: "all" | "none" | readonly string[];
  /** Hold each target until a debugger is there, or only where `pauseAtStart` says so. */
  readonly hold: boolean;
  /** A person attaches, and nothing tells us when: what is held has all the time to get ready. */
  readonly byHand?: boolean;
}

/** What the parts of one emulation share. */
export interface Run {
  readonly id: string;
  readonly token: RunToken;
  /** Another one once a side's version was changed. */
  plan: Plan;
  readonly folder: EmulationFolder;
  readonly journal: Journal;
  readonly values: Values;
  readonly events: Emitter<EmulationEvent>;
  readonly secrets: Secrets;
  readonly debug: DebugWish;
  /** Which services run, or would be started, under a debugger. */
  readonly debugged: Set<string>;
  readonly debugPorts: ReadonlyMap<string, number>;
  readonly services: Map<string, Service>;
  readonly turns: Turns;
  /** A kept state: the version of each side that it was last used with; none where it is new. */
  readonly kept: { before: Readonly<Record<string, string>> | undefined };
  /** Sides that an unfinished change of versions left without their services. */
  readonly unfinished: Set<string>;
  /** By service: what it said until it was told to stop. */
  readonly recent: Map<string, RecentLines>;
  /** What the log of a service has to catch up with. */
  drained: (service: string) => Promise<void> | undefined;
  /** By service: the files that it writes its log to. */
  readonly files: Map<string, Tail>;
  readonly engines: EnginesAtWork;
  /** By service, for containers: the image that it is a container of. */
  readonly images: Map<string, string>;
  readonly attached: Attachments;
  readonly pause: Pauses;
  /** For what runs without a side. */
  readonly plainEnv: Readonly<Record<string, string>>;
  readonly owner: { readonly emulation: string; readonly process: ProcessId };
  readonly world: EmulationWorld;
}

/** Clocks of readiness and checks stand still while any target is held or stopped. */
export class Pauses implements Pause {
  readonly #stopped = new Set<string>();
  #waiting: (() => void)[] = [];

  get paused(): boolean {
    return this.#stopped.size > 0;
  }

  isPaused(service: string): boolean {
    return this.#stopped.has(service);
  }

  set(service: string, paused: boolean): void {
    const before = this.paused;
    if (paused) this.#stopped.add(service);
    else this.#stopped.delete(service);
    if (before === this.paused) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  changed(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** Held targets wait here for their debugger. */
export class Attachments {
  readonly #waiting = new Map<string, () => void>();

  wait(service: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      this.#waiting.set(service, resolve);
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
  }

  /** A debugger is there: the target goes on. */
  arrived(service: string): void {
    this.#waiting.get(service)?.();
    this.#waiting.delete(service);
  }
}
