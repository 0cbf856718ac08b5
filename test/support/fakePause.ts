import type { Pause } from "../../src/util/pausing";

export class FakePause implements Pause {
  #paused = false;
  #changed = Promise.resolve();
  #change: () => void = () => undefined;

  constructor() {
    this.#renew();
  }

  get paused(): boolean {
    return this.#paused;
  }

  changed(): Promise<void> {
    return this.#changed;
  }

  set(paused: boolean): void {
    this.#paused = paused;
    const change = this.#change;
    this.#renew();
    change();
  }

  #renew(): void {
    this.#changed = new Promise((resolve) => {
      this.#change = resolve;
    });
  }
}
