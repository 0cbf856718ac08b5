import { createWriteStream, type WriteStream } from "node:fs";
import { finished } from "node:stream/promises";
import { maskUrls } from "../../processes/masking";
import type { Line } from "../../processes/types";

/** The whole output of a build: to the file that stays, and live to whoever watches. */
export class BuildLog {
  readonly path: string;
  readonly #file: WriteStream;
  readonly #live: (line: Line) => void;
  readonly #now: () => number;
  readonly #lines: string[] = [];

  constructor(path: string, live: (line: Line) => void, now: () => number) {
    this.path = path;
    this.#live = live;
    this.#now = now;
    this.#file = createWriteStream(path, { mode: 0o600 });
    this.#file.on("error", () => undefined);
  }

  /** All lines so far, without passwords. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  readonly line = (line: Line): void => {
    const text = maskUrls(line.text);
    this.#lines.push(text);
    this.#file.write(`${text}\n`);
    this.#live({ ...line, text });
  };

  say(text: string): void {
    this.line({ time: this.#now(), stream: "stdout", text });
  }

  async close(): Promise<void> {
    this.#file.end();
    await finished(this.#file);
  }
}
