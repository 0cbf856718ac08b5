import { workspace } from "vscode";
import type { Engine } from "../../containers/engine";
import { findEngines } from "../../containers/findEngines";
import { addressOf, type EngineSpec } from "../../containers/host";
import { openEngine } from "../../containers/openEngine";
import { type EngineWatch, watchEngine } from "../../containers/watch/watchEngine";
import { type ContainersWorld, containersWorld } from "../../containers/world";
import { makeStateFolder, type StateFolder } from "../../emulation/stateFolder";
import type { Disposable } from "../../util/disposable";
import { inputFailure } from "../../util/problem";
import { enginesOfFolders } from "./enginesOfFolders";

/** The engines of this window and the connections to them, shared by all who use any. */
export class Engines implements Disposable {
  readonly #state: StateFolder;
  readonly #world: ContainersWorld;
  readonly #watches = new Map<string, EngineWatch>();

  constructor(state: StateFolder) {
    this.#state = state;
    this.#world = containersWorld({ folder: state.engines, env: process.env });
  }

  /** As the open folders' scenarios, Docker's contexts and this machine have them now; one watch for each place. */
  async find(): Promise<readonly EngineWatch[]> {
    await makeStateFolder(this.#state);
    const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
    const specs = await findEngines(await enginesOfFolders(folders), process.env);
    const watches = specs.map((spec) => this.#watch(spec));
    for (const [address, watch] of this.#watches) {
      if (watches.includes(watch)) continue;
      watch.dispose();
      this.#watches.delete(address);
    }
    return watches;
  }

  /** A connection of its own for as long as the work takes: the watched one goes when its view is hidden. */
  async use<T>(
    address: string,
    signal: AbortSignal,
    work: (engine: Engine, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const engine = await this.open(address, signal);
    try {
      return await work(engine, signal);
    } finally {
      engine.dispose();
    }
  }

  /** Whoever asked disposes it. */
  async open(address: string, signal: AbortSignal): Promise<Engine> {
    if (!this.#watches.has(address)) await this.find();
    const watch = this.#watches.get(address);
    if (watch === undefined)
      throw inputFailure("unknown-engine", `No engine is known at ${address} any more`, {
        hint: 'Name it in "engines" of the scenario, or make a Docker context of it.',
      });
    return await openEngine(watch.spec, this.#world, signal);
  }

  retry(address: string): void {
    this.#watches.get(address)?.retry();
  }

  dispose(): void {
    for (const watch of this.#watches.values()) watch.dispose();
    void this.#world.dispose();
  }

  #watch(spec: EngineSpec): EngineWatch {
    const address = addressOf(spec.host);
    const known = this.#watches.get(address);
    if (known !== undefined && JSON.stringify(known.spec) === JSON.stringify(spec)) return known;
    known?.dispose();
    const watch = watchEngine(spec, this.#world);
    this.#watches.set(address, watch);
    return watch;
  }
}
