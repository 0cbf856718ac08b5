import { StringDecoder } from "node:string_decoder";

const longest = 64 * 1024;

/**
 * Bytes in, whole lines out, whatever the borders of the chunks. Of a line that was overwritten by carriage
 * returns (a progress bar) the last state counts. Longer ones than 64 KB come in pieces.
 */
export class LineSplitter {
  readonly #decoder = new StringDecoder("utf8");
  readonly #emit: (line: string) => void;
  #pending = "";

  constructor(emit: (line: string) => void) {
    this.#emit = emit;
  }

  push(chunk: Uint8Array): void {
    this.#take(this.#decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)));
  }

  end(): void {
    this.#take(this.#decoder.end());
    if (this.#pending !== "") this.#emit(lastState(this.#pending));
    this.#pending = "";
  }

  #take(text: string): void {
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      this.#line(this.#pending + text.slice(from, end));
      this.#pending = "";
      from = end + 1;
    }
    this.#pending = this.#shorten(this.#pending + text.slice(from));
  }

  #line(line: string): void {
    this.#emit(lastState(this.#shorten(line)));
  }

  /** Emits what is too much and returns the rest. */
  #shorten(text: string): string {
    let rest = text;
    while (rest.length > longest) {
      const state = rest.lastIndexOf("\r", rest.length - 2);
      const cut = state >= 0 ? state + 1 : cutAt(rest);
      if (state < 0) this.#emit(rest.slice(0, cut));
      rest = rest.slice(cut);
    }
    return rest;
  }
}

/** What a terminal would show of a line that was overwritten by carriage returns. */
export const lastState = (line: string): string => {
  if (!line.includes("\r")) return line;
  const states = line.split("\r").filter((state) => state !== "");
  return states.at(-1) ?? "";
};

/** Never between the two halves of one character. */
const cutAt = (text: string): number => {
  const code = text.charCodeAt(longest - 1);
  return code >= 0xd800 && code <= 0xdbff ? longest - 1 : longest;
};
