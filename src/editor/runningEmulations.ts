import type { Emulation } from "../emulation/emulation";
import { type Disposable, DisposableStore, disposable } from "../util/disposable";
import { Emitter } from "../util/events";

type Stop = (graceMs: number) => Promise<void>;

/** The emulations of this window. */
export class RunningEmulations implements Disposable {
  readonly #running = new Map<string, Emulation>();
  readonly #others = new Set<Stop>();
  readonly #owned = new DisposableStore();
  readonly #changes = this.#owned.add(new Emitter<readonly Emulation[]>());
  readonly onChange = this.#changes.on;

  get all(): readonly Emulation[] {
    return [...this.#running.values()];
  }

  get(id: string): Emulation | undefined {
    return this.#running.get(id);
  }

  add(emulation: Emulation): void {
    this.#running.set(emulation.id, emulation);
    this.#owned.add(
      emulation.events.on((event) => {
        if (event.kind === "state" && event.state === "ended") this.#remove(emulation.id);
      }),
    );
    this.#changes.fire(this.all);
  }

  /** Cells of a matrix are emulations that no view lists; they end with the window, too. */
  alsoStop(stop: Stop): Disposable {
    this.#others.add(stop);
    return disposable(() => this.#others.delete(stop));
  }

  /** All is put back. */
  async stopAll(graceMs?: number): Promise<void> {
    const outcome = { verdict: "cancelled", ...(graceMs === undefined ? {} : { graceMs }) } as const;
    await Promise.all(this.all.map((emulation) => emulation.stop(outcome)));
  }

  /** The window goes. */
  async endAll(graceMs: number): Promise<void> {
    await Promise.all([this.stopAll(graceMs), ...[...this.#others].map((stop) => stop(graceMs))]);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #remove(id: string): void {
    this.#running.delete(id);
    this.#changes.fire(this.all);
  }
}
