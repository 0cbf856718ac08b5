import { type Disposable, disposable } from "./disposable";

export type Listen<T> = (listener: (event: T) => void) => Disposable;

export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(event: T) => void>();

  readonly on: Listen<T> = (listener) => {
    this.#listeners.add(listener);
    return disposable(() => this.#listeners.delete(listener));
  };

  fire(event: T): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
