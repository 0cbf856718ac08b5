import { interrupted } from "../../src/util/problem";
import type { Clock } from "../../src/util/time";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Time goes on only when a test says so. */
export class FakeClock implements Clock {
  #now = 0;
  #sleepers: Sleeper[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(interrupted("Waiting"));
      const forget = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        signal?.removeEventListener("abort", stop);
      };
      const stop = (): void => {
        forget();
        reject(interrupted("Waiting"));
      };
      const wake = (): void => {
        forget();
        resolve();
      };
      const sleeper: Sleeper = { until: this.#now + ms, wake };
      this.#sleepers.push(sleeper);
      signal?.addEventListener("abort", stop);
    });
  }

  /** Wakes whoever is due, one after the other, and lets each go on before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#due(end); next !== undefined; next = this.#due(end)) {
      this.#now = next.until;
      next.wake();
      await settle();
    }
    this.#now = end;
  }

  #due(end: number): Sleeper | undefined {
    return this.#sleepers.filter(({ until }) => until <= end).sort((a, b) => a.until - b.until)[0];
  }
}

/** Lets all promises that are already decided run on. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
