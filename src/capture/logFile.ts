import { promises as fs } from "node:fs";
import type { Line } from "../processes/types";
import { plural } from "../util/text";
import { encodeRecord } from "./record";

/** Appends whole bytes to the end of a file; rejects where the disk refuses. */
export type Append = (file: string, content: string) => Promise<void>;

export const appendToFile: Append = (file, content) => fs.appendFile(file, content, { mode: 0o600 });

const flushEveryMs = 100;
/** Flushed at once when so much is waiting. */
const flushAt = 256_000;
/** What a disk that takes nothing may cost of memory. */
const longestQueue = 8_000_000;

/** Writes lines behind the back of whoever has them; nothing is lost as long as the disk takes it. */
export class LogFile {
  readonly #file: string;
  readonly #append: Append;
  readonly #trouble: (error: unknown) => void;
  #waiting: string[] = [];
  #length = 0;
  #lost = 0;
  #refused = false;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string, append: Append, trouble: (error: unknown) => void) {
    this.#file = file;
    this.#append = append;
    this.#trouble = trouble;
  }

  write(line: Line): void {
    const record = encodeRecord(line);
    if (this.#length + record.length > longestQueue) {
      this.#lost++;
      return;
    }
    this.#waiting.push(record);
    this.#length += record.length;
    if (this.#length >= flushAt && !this.#refused) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), flushEveryMs);
  }

  /** Settles when all that was written so far is in the file, or was refused. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#flushOnce());
    return this.#writing;
  }

  async #flushOnce(): Promise<void> {
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    const length = this.#length;
    this.#waiting = [];
    this.#length = 0;
    try {
      // After a refusal, half a line may stand at the end of the file.
      await this.#append(this.#file, `${this.#refused ? "\n" : ""}${waiting.join("")}${this.#lossRecord()}`);
      this.#refused = false;
      this.#lost = 0;
    } catch (error) {
      this.#waiting = [...waiting, ...this.#waiting];
      this.#length += length;
      if (!this.#refused) this.#trouble(error);
      this.#refused = true;
    }
  }

  #lossRecord(): string {
    if (this.#lost === 0) return "";
    const text = `[backcompat: ${plural(this.#lost, "line")} lost, the disk took nothing]`;
    return encodeRecord({ time: Date.now(), stream: "stderr", text });
  }
}
