import type { Event } from "./message";

/** The hold that a session begins with: some adapters tell of it by a stop, and never that it is over. */
export class StartStop {
  readonly #expected: boolean;
  #awaited: boolean;
  #waiting: (() => void)[] = [];

  constructor(expected: boolean) {
    this.#expected = expected;
    this.#awaited = expected;
  }

  get awaited(): boolean {
    return this.#awaited;
  }

  /** A new process begins. */
  again(): void {
    this.#awaited = this.#expected;
  }

  /** Whether this event tells of the hold, and is not for the client. */
  takes({ event }: Event): boolean {
    if (event !== "stopped" || !this.#awaited) return false;
    this.#awaited = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const go of waiting) go();
    return true;
  }

  /** Before it has come, `configurationDone` would run the program past it, and any later stop look like it. */
  come(): Promise<void> {
    return this.#awaited ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve();
  }
}
