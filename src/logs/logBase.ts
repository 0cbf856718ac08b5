import type { Disposable } from "../util/disposable";
import { DisposableStore } from "../util/disposable";
import { Emitter } from "../util/events";
import type { SourceIndex } from "./index/sourceIndex";
import { Order } from "./order";
import type { Grown } from "./view";

/** What tells of sources that came up since: an emulation's services begin to speak one after the other. */
export type FindSources = (known: readonly SourceIndex[]) => Promise<readonly SourceIndex[]>;

/** All sources in one order. Views are windows of it, and the last one to go closes it. */
export class LogBase {
  readonly order = new Order();
  readonly grown = new Emitter<Grown>();
  readonly troubled = new Emitter<unknown>();
  readonly #sources: SourceIndex[] = [];
  readonly #find: FindSources;
  readonly #listening = new DisposableStore();
  readonly #users = new Set<object>();
  readonly #closed = new AbortController();
  #turn: Promise<void> = Promise.resolve();
  #asking: Promise<void> = Promise.resolve();
  #asked = false;
  #following = false;

  constructor(find: FindSources) {
    this.#find = find;
  }

  get sources(): readonly SourceIndex[] {
    return this.#sources;
  }

  use(): Disposable {
    const user = {};
    this.#users.add(user);
    return {
      dispose: () => {
        if (this.#users.delete(user) && this.#users.size === 0) this.#close();
      },
    };
  }

  /** Hears of what is written from now on. */
  follow(): void {
    if (this.#following) return;
    this.#following = true;
    for (const source of this.#sources) this.#listenTo(source);
    const timer = setInterval(() => this.#look(), newSourcesMs);
    this.#listening.add({ dispose: () => clearInterval(timer) });
  }

  /** Takes in all that is there; one look for all who ask while it hasn't begun. */
  refresh(): Promise<void> {
    if (this.#asked) return this.#asking;
    this.#asked = true;
    const turn = this.#turn.then(async () => {
      this.#asked = false;
      if (!this.#closed.signal.aborted) await this.#takeIn(this.#closed.signal);
    });
    this.#asking = turn;
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #takeIn(signal: AbortSignal): Promise<void> {
    for (const source of await this.#find(this.#sources)) {
      this.#sources.push(source);
      if (signal.aborted) source.store.dispose();
      else if (this.#following) this.#listenTo(source);
    }
    for (const source of this.#sources) {
      if (signal.aborted) return;
      await source.store.refresh(signal);
      await source.grow(signal);
    }
    const { count } = this.order;
    const from = this.order.extend(this.#sources.map(({ columns }) => columns));
    if (this.order.count !== count || from < count) this.grown.fire({ from, count: this.order.count });
  }

  #listenTo(source: SourceIndex): void {
    this.#listening.add(source.store.onGrow(() => this.#look()));
  }

  /** Following goes on: what can't be read now may be readable soon. */
  #look(): void {
    this.refresh().catch((error: unknown) => {
      if (!this.#closed.signal.aborted) this.troubled.fire(error);
    });
  }

  #close(): void {
    this.#closed.abort();
    this.#listening.dispose();
    this.grown.dispose();
    this.troubled.dispose();
    for (const { store } of this.#sources) store.dispose();
  }
}

/** How soon a service that begins to speak is heard. */
const newSourcesMs = 500;
