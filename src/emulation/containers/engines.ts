import { clockOffset, timeOfEngine } from "../../containers/clockOffset";
import type { Engine } from "../../containers/engine";
import type { EngineSpec } from "../../containers/host";
import type { SettledEngine, SettledService } from "../../scenario/settled";
import { type Disposable, DisposableStore } from "../../util/disposable";
import { inputFailure } from "../../util/problem";
import { systemClock } from "../../util/time";

/** What an emulation has on one engine. */
export interface EngineAtWork {
  readonly name: string;
  readonly engine: Engine;
  /** Whether its containers share this machine's network, so that its gateway is an address of ours. */
  readonly isHere: boolean;
}

/** Told how far the clock of an engine elsewhere is behind ours. */
export type NoteClock = (engine: string, offsetMs: number) => Promise<void>;

export interface FindsEngines {
  readonly find: (engines: Readonly<Record<string, SettledEngine>>) => Promise<readonly EngineSpec[]>;
  readonly open: (spec: EngineSpec, signal: AbortSignal) => Promise<Engine>;
}

/** The one that the user's own `docker` talks to. */
export const usualEngine = "docker";

export const engineOf = ({ engine }: SettledService): string => engine ?? usualEngine;

/** Engines that an emulation uses, each opened once, and all that it holds towards them. */
export class EnginesAtWork {
  readonly owned = new DisposableStore();
  readonly #engines: Readonly<Record<string, SettledEngine>>;
  readonly #world: FindsEngines;
  readonly #kept = new Map<string, Disposable>();
  readonly #open = new Map<string, Promise<EngineAtWork>>();
  readonly #noteClock: NoteClock | undefined;

  constructor(engines: Readonly<Record<string, SettledEngine>>, world: FindsEngines, noteClock?: NoteClock) {
    this.#engines = engines;
    this.#world = world;
    this.#noteClock = noteClock;
  }

  use(name: string, signal: AbortSignal): Promise<EngineAtWork> {
    const open = this.#open.get(name) ?? this.#connect(name, signal);
    this.#open.set(name, open);
    open.catch(() => this.#open.delete(name));
    return open;
  }

  /** In place of what was kept under this name before. */
  keep(name: string, thing: Disposable): void {
    this.#kept.get(name)?.dispose();
    this.#kept.set(name, thing);
  }

  /** All containers stand still and said all they had: that they are removed now is no news. */
  leave(): void {
    for (const [name, thing] of this.#kept) if (name.startsWith(followed)) thing.dispose();
  }

  dispose(): void {
    for (const thing of this.#kept.values()) thing.dispose();
    this.#kept.clear();
    this.owned.dispose();
  }

  async #connect(name: string, signal: AbortSignal): Promise<EngineAtWork> {
    const found = await this.#world.find(this.#engines);
    const spec = found.find((one) => (name === usualEngine ? one.current : one.name === name));
    if (spec === undefined) throw unknownEngine(name, found);
    const engine = await this.#world.open(spec, signal);
    this.owned.add(engine);
    if (!isHere(spec)) await this.#compareClock(name, engine, signal);
    return { name, engine, isHere: isHere(spec) };
  }

  /** Times of its lines are those of its own clock. */
  async #compareClock(name: string, { docker }: Engine, signal: AbortSignal): Promise<void> {
    const offset = await clockOffset(() => timeOfEngine(docker, signal), systemClock);
    if (offset !== undefined && offset !== 0) await this.#noteClock?.(name, offset);
  }
}

/** Before names of services whose containers are followed. */
export const followed = "lines of ";

const isHere = ({ host }: EngineSpec): boolean =>
  host.kind === "unix" || host.kind === "npipe" || (host.kind === "tcp" && isLoopback(host.host));

const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host.startsWith("127.");

const unknownEngine = (name: string, found: readonly EngineSpec[]): Error =>
  inputFailure("unknown-engine", `There is no engine “${name}”`, {
    hint: `Known are ${found.map((one) => one.name).join(", ") || "none"}; add it to "engines" of the scenario.`,
  });
