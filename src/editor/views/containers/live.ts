import { addressOf } from "../../../containers/host";
import type { ContainerRow } from "../../../containers/row";
import type { EngineWatch } from "../../../containers/watch/watchEngine";
import { readRecord } from "../../../emulation/record";
import type { StateFolder } from "../../../emulation/stateFolder";
import { type KeptContainer, listKept, readKept, writeKept } from "../../../logs/kept/keptContainer";
import { loggedBy } from "../../../logs/kept/loggedBy";
import type { Disposable } from "../../../util/disposable";
import { titleOfRecord } from "./emulationTitle";
import { goneSince, lookOf, missing } from "./looks";
import type { ContainersState } from "./state";

export interface FindsWatches {
  /** Those of all engines that there are now; the same for the same engine. */
  find(): Promise<readonly EngineWatch[]>;
}

export interface LiveHears {
  /** Something is other than it was. */
  readonly tell: () => void;
  readonly trouble: (error: unknown) => void;
}

interface Watched {
  readonly watch: EngineWatch;
  readonly listening: Disposable;
}

/** What engines have now, and what of it is gone but for its log. */
export class Live implements Disposable {
  readonly #engines: FindsWatches;
  readonly #state: StateFolder;
  readonly #hear: LiveHears;
  readonly #watched = new Map<EngineWatch, Watched>();
  /** Also while nobody looks, so that what goes meanwhile is missed. */
  readonly #last = new Map<string, { readonly rows: readonly ContainerRow[]; readonly readAt: number }>();
  readonly #emulations = new Map<string, string>();
  #kept: readonly KeptContainer[] = [];
  #noting: Promise<void> = Promise.resolve();

  constructor(engines: FindsWatches, state: StateFolder, hear: LiveHears) {
    this.#engines = engines;
    this.#state = state;
    this.#hear = hear;
  }

  /** Begins to listen, also to engines that came up since. */
  async look(): Promise<void> {
    const watches = await this.#engines.find();
    await this.#readKept();
    for (const [watch, { listening }] of this.#watched) {
      if (watches.includes(watch)) continue;
      listening.dispose();
      this.#watched.delete(watch);
    }
    for (const watch of watches)
      if (!this.#watched.has(watch)) {
        const listening = watch.on(() => this.#heard(watch));
        this.#watched.set(watch, { watch, listening });
      }
  }

  /** Lets go of all engines. */
  rest(): void {
    for (const { listening } of this.#watched.values()) listening.dispose();
    this.#watched.clear();
  }

  state(now: number): ContainersState {
    const engines = [...this.#watched.keys()].map((watch) => {
      const readAt = this.#last.get(addressOf(watch.spec.host))?.readAt ?? now;
      return lookOf(watch, readAt, this.#kept);
    });
    return { engines, emulations: this.#emulations, now };
  }

  row(engine: string, container: string): ContainerRow | undefined {
    return this.#last.get(engine)?.rows.find(({ id }) => id === container);
  }

  kept(container: string): KeptContainer | undefined {
    return this.#kept.find(({ id }) => id === container);
  }

  nameOf(engine: string): string {
    const watch = [...this.#watched.keys()].find(({ spec }) => addressOf(spec.host) === engine);
    return watch?.spec.name ?? engine;
  }

  dispose(): void {
    this.rest();
  }

  #heard(watch: EngineWatch): void {
    const { state, spec } = watch;
    const address = addressOf(spec.host);
    if (state.kind === "connected") {
      const gone = goneSince(this.#last.get(address)?.rows ?? [], state);
      const unseen = missing(this.#kept, address, state);
      this.#last.set(address, { rows: state.rows, readAt: Date.now() });
      this.#noting = this.#noting
        .then(() => this.#note({ address, name: spec.name }, gone, unseen, state.rows))
        .catch(this.#hear.trouble);
    }
    this.#hear.tell();
  }

  async #note(
    engine: { readonly address: string; readonly name: string },
    gone: readonly ContainerRow[],
    unseen: readonly KeptContainer[],
    rows: readonly ContainerRow[],
  ): Promise<void> {
    const removed = Date.now();
    for (const row of gone) await this.#keep(row, engine, removed);
    for (const { id } of unseen) {
      const kept = await readKept(this.#state, id);
      if (kept !== undefined && kept.removed === undefined)
        await writeKept(this.#state, { ...kept, removed });
    }
    const named = await this.#nameEmulations(rows);
    if (gone.length + unseen.length > 0) await this.#readKept();
    if (gone.length + unseen.length > 0 || named) this.#hear.tell();
  }

  /** Our own are logged with their emulation. */
  async #keep(
    row: ContainerRow,
    { address, name }: { readonly address: string; readonly name: string },
    removed: number,
  ): Promise<void> {
    const logged = await loggedBy(this.#state, row);
    if (logged === undefined) return;
    const { id, image, composeProject, ours } = row;
    await writeKept(this.#state, {
      ...{ id, name: row.name, image, engine: address, engineName: name },
      ...{ composeProject, logged, scenario: ours?.scenario, removed },
    });
  }

  async #nameEmulations(rows: readonly ContainerRow[]): Promise<boolean> {
    const ids = new Set([
      ...rows.flatMap(({ ours }) => (ours === undefined ? [] : [ours.emulation])),
      ...this.#kept.flatMap(({ logged }) => (logged === undefined ? [] : [logged.emulation])),
    ]);
    let named = false;
    for (const id of ids) {
      if (this.#emulations.has(id)) continue;
      const record = await readRecord(this.#state, id);
      if (record === undefined) continue;
      this.#emulations.set(id, titleOfRecord(record));
      named = true;
    }
    return named;
  }

  async #readKept(): Promise<void> {
    this.#kept = await listKept(this.#state);
  }
}
