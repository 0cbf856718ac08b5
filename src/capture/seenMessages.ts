const nanosPerSecond = 1e9;
/** Two streams' messages may stand in another order than their times say; never by as much as this. */
const disorderSeconds = 5;
/** So many times are remembered, which at 500,000 messages a second is half a second of them. */
const remembered = 256 * 1024;
const atFirst = 1024;

export interface Resume {
  /** In the engine's words; undefined is from the beginning. */
  readonly since: string | undefined;
}

/**
 * Which messages we have, so that after a reconnect none is missing and none is there twice. An engine gives messages
 * from a time on, in the same order each time, and several may bear the same time: what counts is how many of a time.
 */
export class SeenMessages {
  readonly #ring: Ring;
  #base: number | undefined;
  #total = 0;
  #latest = Number.NEGATIVE_INFINITY;
  /** The latest time of those that we no longer remember. */
  #forgotten = Number.NEGATIVE_INFINITY;
  /** The engine's clock jumped back, so that times tell nothing: then all is asked for, and as many left out. */
  #jumped = false;
  #again = new Map<number, number>();
  #skip = 0;

  constructor(most = remembered) {
    this.#ring = new Ring(most);
  }

  /** What to ask the engine for next. */
  resume(): Resume {
    this.#again = new Map();
    this.#skip = this.#jumped ? this.#total : 0;
    if (this.#total === 0 || this.#jumped) return { since: undefined };
    const since = Math.max(this.#latest - disorderSeconds * nanosPerSecond, this.#forgotten + 1);
    for (const time of this.#ring.all())
      if (time >= since) this.#again.set(time, (this.#again.get(time) ?? 0) + 1);
    return { since: this.#sinceText(since) };
  }

  /** Whether it is new; then we have it from now on. */
  take(seconds: number, nanos: number): boolean {
    this.#base ??= seconds;
    const time = (seconds - this.#base) * nanosPerSecond + nanos;
    if (this.#wasThere(time)) return false;
    if (time > this.#latest) this.#latest = time;
    else if (time < this.#latest - disorderSeconds * nanosPerSecond) this.#jumped = true;
    const forgotten = this.#ring.push(time);
    if (forgotten > this.#forgotten) this.#forgotten = forgotten;
    this.#total++;
    return true;
  }

  #wasThere(time: number): boolean {
    if (this.#skip > 0) {
      this.#skip--;
      return true;
    }
    if (this.#again.size === 0) return false;
    const left = this.#again.get(time);
    if (left === undefined) return false;
    if (left === 1) this.#again.delete(time);
    else this.#again.set(time, left - 1);
    return true;
  }

  #sinceText(time: number): string {
    const seconds = Math.floor(time / nanosPerSecond);
    const nanos = time - seconds * nanosPerSecond;
    return `${(this.#base ?? 0) + seconds}.${String(nanos).padStart(9, "0")}`;
  }
}

/** The last so many numbers. */
class Ring {
  readonly #most: number;
  #numbers = new Float64Array(atFirst);
  #next = 0;
  #full = false;

  constructor(most: number) {
    this.#most = most;
  }

  /** Gives the one that has to go. */
  push(number: number): number {
    if (this.#next === this.#numbers.length) this.#grow();
    const gone = this.#full ? (this.#numbers[this.#next] ?? 0) : Number.NEGATIVE_INFINITY;
    this.#numbers[this.#next++] = number;
    return gone;
  }

  all(): Float64Array {
    return this.#full ? this.#numbers : this.#numbers.subarray(0, this.#next);
  }

  #grow(): void {
    if (this.#numbers.length < this.#most) {
      const larger = new Float64Array(this.#numbers.length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    } else {
      this.#next = 0;
      this.#full = true;
    }
  }
}
