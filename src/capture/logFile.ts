import type { Line } from "../processes/types";
import { plural } from "../util/text";
import { encodeRecord } from "./record";

const flushEveryMs = 100;
/** Flushed at once when so much is waiting. */
const flushAt = 256_000;
/** More than this, and whoever can wait should. */
const muchWaiting = 2_000_000;
/** What a disk that takes nothing may cost of memory. */
const longestRefused = 8_000_000;
/** What one that is slow may. */
const longestQueue = 64_000_000;

/** Takes whole records; rejects where the disk refuses. */
export type WriteRecords = (records: string) => Promise<void>;

/** Writes lines behind the back of whoever has them; nothing is lost as long as the disk takes it. */
export class LogFile {
  readonly #write: WriteRecords;
  readonly #trouble: (error: unknown) => void;
  #waiting: string[] = [];
  #length = 0;
  #lost = 0;
  #refused = false;
  #timer: NodeJS.Timeout | undefined;
  #queued = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(write: WriteRecords, trouble: (error: unknown) => void) {
    this.#write = write;
    this.#trouble = trouble;
  }

  write(line: Line): void {
    const record = encodeRecord(line);
    const longest = this.#refused ? longestRefused : longestQueue;
    if (this.#length > 0 && this.#length + record.length > longest) {
      this.#lost++;
      return;
    }
    this.#waiting.push(record);
    this.#length += record.length;
    if (this.#length >= flushAt && !this.#refused) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), flushEveryMs);
  }

  /** Undefined unless much waits for a disk that does take it. */
  drained(): Promise<void> | undefined {
    return this.#length > muchWaiting && !this.#refused ? this.flush() : undefined;
  }

  /** Settles when all that was written so far is in the file, or was refused. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#queued) return this.#writing;
    this.#queued = true;
    this.#writing = this.#writing.then(() => this.#flushOnce());
    return this.#writing;
  }

  async #flushOnce(): Promise<void> {
    this.#queued = false;
    if (this.#waiting.length === 0) return;
    const waiting = this.#waiting;
    const length = this.#length;
    const lost = this.#lost;
    this.#waiting = [];
    this.#length = 0;
    try {
      await this.#write(`${waiting.join("")}${lossRecord(lost)}`);
      this.#refused = false;
      this.#lost -= lost;
    } catch (error) {
      this.#waiting = [...waiting, ...this.#waiting];
      this.#length += length;
      if (!this.#refused) this.#trouble(error);
      this.#refused = true;
    }
  }
}

const lossRecord = (lost: number): string => {
  if (lost === 0) return "";
  const text = `[backcompat: ${plural(lost, "line")} lost, the disk took nothing]`;
  return encodeRecord({ time: Date.now(), stream: "stderr", text });
};
