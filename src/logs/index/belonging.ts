import { ascii, blank, startsWith, tab } from "./ascii";

/** Follows the lines of one stream and says which belong to the record above: stacks, JSON over several lines. */
export class Belonging {
  #inside: "nothing" | "python" | "pythonEnd" | "go" = "nothing";
  #continued = false;

  /** Whether this line belongs to the one before it in its stream. `isRecord`: it says a time or level of its own. */
  next(bytes: Uint8Array, from: number, end: number, isRecord: boolean): boolean {
    this.#continued = this.#decide(bytes, from, end, isRecord);
    return this.#continued;
  }

  /** Something else came between. */
  reset(): void {
    this.#inside = "nothing";
    this.#continued = false;
  }

  #decide(bytes: Uint8Array, from: number, end: number, isRecord: boolean): boolean {
    if (startsWith(bytes, from, end, goPanic)) return this.#enter("go", this.#inside === "go");
    if (isRecord) return this.#enter("nothing", false);
    if (from >= end) return this.#inside !== "nothing";
    if (startsWith(bytes, from, end, traceback)) return this.#enter("python", this.#inside === "pythonEnd");
    const first = bytes[from] ?? 0;
    if (first === blank || first === tab) return true;
    if (this.#inside !== "nothing") return this.#within(bytes, from, end);
    if (startsWith(bytes, from, end, goroutine)) return this.#enter("go", false);
    return tails.some((tail) => startsWith(bytes, from, end, tail)) || (this.#continued && isCloser(first));
  }

  #within(bytes: Uint8Array, from: number, end: number): boolean {
    if (this.#inside === "python") return this.#enter("pythonEnd", true);
    const known =
      this.#inside === "go"
        ? isGo(bytes, from, end)
        : links.some((link) => startsWith(bytes, from, end, link));
    return known || this.#enter("nothing", false);
  }

  #enter(state: "nothing" | "python" | "pythonEnd" | "go", continues: boolean): boolean {
    this.#inside = state;
    return continues;
  }
}

export const traceback = ascii("Traceback (most recent call last):");
export const goPanic = ascii("panic: ");
const goroutine = ascii("goroutine ");
const tails = ["Caused by: ", "Caused by:", "... ", "Suppressed: "].map(ascii);
const links = ["During handling of the above", "The above exception was"].map(ascii);
const goLines = ["goroutine ", "created by ", "[signal ", "exit status", "panic: "].map(ascii);

const isGo = (bytes: Uint8Array, from: number, end: number): boolean =>
  bytes[end - 1] === 41 || goLines.some((line) => startsWith(bytes, from, end, line));

/** `}`, `]` and `)`. */
const isCloser = (byte: number): boolean => byte === 125 || byte === 93 || byte === 41;
