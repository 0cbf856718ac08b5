import type { AppendAt } from "./appendAt";
import { keepIndexFile } from "./indexFile";
import { LineIndex } from "./lineIndex";
import { Segment } from "./segment";
import { segmentFile, segmentsOf } from "./segmentNames";

export interface SegmentWriterOptions {
  readonly folder: string;
  readonly service: string;
  /** A segment is closed once it is as long. */
  readonly segmentBytes: number;
  readonly append: AppendAt;
  /** A segment was closed, and a new one begun. */
  readonly onRolled?: () => void;
}

/** Writes one service's row of segments, each with its index once it is closed. */
export class SegmentWriter {
  readonly #options: SegmentWriterOptions;
  readonly #append: AppendAt;
  #number: number | undefined;
  #size = 0;
  /** Undefined once it no longer fits the file: readers make it anew. */
  #index: LineIndex | undefined = new LineIndex();

  constructor(options: SegmentWriterOptions) {
    this.#options = options;
    this.#append = options.append;
  }

  /** Whole records only. */
  async write(records: string): Promise<void> {
    const number = await this.#segment();
    const content = Buffer.from(records, "utf8");
    const begin = await this.#append(this.#file(number), content, this.#size);
    if (begin !== this.#size) this.#index = undefined;
    this.#index?.take(content);
    this.#size = begin + content.length;
  }

  /** The index of the newest segment, for whoever reads it later. */
  async close(): Promise<void> {
    if (this.#number !== undefined && this.#size > 0) await this.#keepIndex(this.#number);
  }

  /** Rolled before a write, never behind it: a write that failed is repeated. */
  async #segment(): Promise<number> {
    const number = this.#number ?? (await this.#goOn());
    return this.#size < this.#options.segmentBytes ? number : await this.#roll(number);
  }

  #file(number: number): string {
    return segmentFile(this.#options.folder, this.#options.service, number);
  }

  /** Where an earlier writer ended, if there was one. */
  async #goOn(): Promise<number> {
    const { folder, service } = this.#options;
    const number = (await segmentsOf(folder, service)).at(-1) ?? 0;
    const segment = new Segment(this.#file(number), number);
    await segment.open(false);
    // The half of a line that may stand behind it was its writer's last, and is written over.
    this.#size = segment.bytes;
    if (segment.lines > 0) this.#index = undefined;
    this.#number = number;
    return number;
  }

  async #roll(number: number): Promise<number> {
    await this.#keepIndex(number);
    // There at once, so that the row of segments never ends with a closed one.
    await this.#append(this.#file(number + 1), Buffer.alloc(0), 0);
    this.#number = number + 1;
    this.#size = 0;
    this.#index = new LineIndex();
    this.#options.onRolled?.();
    return number + 1;
  }

  async #keepIndex(number: number): Promise<void> {
    if (this.#index !== undefined) await keepIndexFile(this.#file(number), this.#index);
  }
}
