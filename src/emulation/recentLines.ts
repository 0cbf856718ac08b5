import type { Line } from "../processes/types";

/** The latest lines of a service, for checks and causes; all of them are in the log store. */
export class RecentLines {
  readonly #most: number;
  #lines: Line[] = [];

  constructor(most = 20_000) {
    this.#most = most;
  }

  add(line: Line): void {
    this.#lines.push(line);
    if (this.#lines.length > 2 * this.#most) this.#lines = this.#lines.slice(-this.#most);
  }

  all(): readonly Line[] {
    return this.#lines.slice(-this.#most);
  }
}
