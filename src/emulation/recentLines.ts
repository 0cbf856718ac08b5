import type { Line } from "../processes/types";

const mostLines = 20_000;
const mostCharacters = 8_000_000;

/** The latest lines of a service, for checks and causes; all of them are in the log store. */
export class RecentLines {
  readonly #most: { readonly lines: number; readonly characters: number };
  #lines: Line[] = [];
  #characters = 0;

  constructor(lines = mostLines, characters = mostCharacters) {
    this.#most = { lines, characters };
  }

  add(line: Line): void {
    this.#lines.push(line);
    this.#characters += line.text.length;
    // Not with each line: what goes is moved together.
    const { lines, characters } = this.#most;
    if (this.#lines.length > 2 * lines || this.#characters > 2 * characters) this.#keep(this.all());
  }

  all(): readonly Line[] {
    const newest = this.#lines.slice(-this.#most.lines);
    let left = this.#most.characters;
    const from = newest.findLastIndex(({ text }) => {
      left -= text.length;
      return left < 0;
    });
    return newest.slice(from + 1);
  }

  #keep(lines: readonly Line[]): void {
    this.#lines = [...lines];
    this.#characters = lines.reduce((sum, { text }) => sum + text.length, 0);
  }
}
