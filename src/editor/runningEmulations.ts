import type { Emulation } from "../emulation/emulation";
import { type Disposable, DisposableStore } from "../util/disposable";
import { Emitter } from "../util/events";

/** The emulations of this window. */
export class RunningEmulations implements Disposable {
  readonly #running = new Map<string, Emulation>();
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

  /** All is put back. */
  async stopAll(graceMs?: number): Promise<void> {
    const outcome = { verdict: "cancelled", ...(graceMs === undefined ? {} : { graceMs }) } as const;
    await Promise.all(this.all.map((emulation) => emulation.stop(outcome)));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #remove(id: string): void {
    this.#running.delete(id);
    this.#changes.fire(this.all);
  }
}
