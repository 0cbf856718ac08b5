export interface Disposable {
  dispose(): void;
}

export const disposable = (dispose: () => void): Disposable => ({ dispose });

/** Owns what was acquired; what arrives after the end is disposed at once. */
export class DisposableStore implements Disposable {
  #owned = new Set<Disposable>();
  #disposed = false;

  get disposed(): boolean {
    return this.#disposed;
  }

  add<T extends Disposable>(thing: T): T {
    if (this.#disposed) thing.dispose();
    else this.#owned.add(thing);
    return thing;
  }

  dispose(): void {
    this.#disposed = true;
    const owned = [...this.#owned].reverse();
    this.#owned.clear();
    for (const thing of owned) thing.dispose();
  }
}
