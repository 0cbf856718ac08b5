import { promises as fs } from "node:fs";
import type { Line } from "../processes/types";
import type { Disposable } from "../util/disposable";
import { Emitter, type Listen } from "../util/events";
import { errorCode, exists } from "../util/files";
import { droppedIn } from "./droppedIn";
import { polling } from "./polling";
import { Segment } from "./segment";
import { segmentFile, segmentsOf } from "./segmentNames";
import { checkStoreVersion } from "./storeVersion";

export interface StoredLine extends Line {
  /** Counted from 0 over all that the service ever said; it stays, also when older lines are dropped. */
  readonly number: number;
}

/** Whole records, `<ms> <o|e> <text>\n`, as they are in the file. */
export interface LogBlock {
  readonly firstLine: number;
  readonly lines: number;
  /** Good until the next block is asked for. */
  readonly buffer: Buffer;
}

export interface ReadBlocks {
  /** The blocks that hold these lines, and maybe some more of them at both ends; all by default. */
  readonly from?: number;
  readonly to?: number;
  readonly signal?: AbortSignal;
}

/** What a service said, by the number of the line: windows of it, of which only what is asked for is in memory. */
export interface ServiceLog extends Disposable {
  readonly service: string;
  /** The oldest line that is still there. */
  readonly first: number;
  /** One beyond the newest whole line, as of the last look at the files. */
  readonly lines: number;
  /** Bytes on disk. */
  readonly bytes: number;
  /** From this line to before that one, as far as there are any. */
  read(from: number, to: number, signal?: AbortSignal): Promise<StoredLine[]>;
  /** The first line at or after the time, `lines` where all are earlier. A clock may have jumped back. */
  lineAt(timeMs: number, signal?: AbortSignal): Promise<number>;
  blocks(what?: ReadBlocks): AsyncIterable<LogBlock>;
  /** Looks at the files again. */
  refresh(signal?: AbortSignal): Promise<void>;
  /** Hears the new `lines` while it listens, also of what another process writes. */
  readonly onGrow: Listen<number>;
  /** Following goes on, though the files can't be read now. */
  readonly onTrouble: Listen<unknown>;
}

/** Of a service that said nothing yet, too: then there are no lines. A store of a newer Backcompat is a Failure. */
export const openServiceLog = async (
  folder: string,
  service: string,
  signal?: AbortSignal,
): Promise<ServiceLog> => {
  await checkStoreVersion(folder);
  const log = new SegmentedLog(folder, service);
  await log.refresh(signal);
  return log;
};

interface Part {
  readonly segment: Segment;
  /** The number of its first line. */
  readonly base: number;
}

class SegmentedLog implements ServiceLog {
  readonly service: string;
  readonly #folder: string;
  readonly #grew = new Emitter<number>();
  readonly #troubled = new Emitter<unknown>();
  readonly #watch = polling(() => this.#poll());
  #parts: readonly Part[] = [];
  #turn: Promise<void> = Promise.resolve();

  constructor(folder: string, service: string) {
    this.#folder = folder;
    this.service = service;
  }

  get first(): number {
    return this.#parts[0]?.base ?? 0;
  }

  get lines(): number {
    const last = this.#parts.at(-1);
    return last === undefined ? 0 : last.base + last.segment.lines;
  }

  get bytes(): number {
    return this.#parts.reduce((sum, { segment }) => sum + segment.bytes, 0);
  }

  readonly onTrouble: Listen<unknown> = (listener) => this.#troubled.on(listener);

  readonly onGrow: Listen<number> = (listener) => this.#watch.whileHeard(this.#grew.on(listener));

  async read(from: number, to: number, signal?: AbortSignal): Promise<StoredLine[]> {
    const found = await this.#tryRead(from, to, signal);
    if (found !== undefined) return found;
    // A segment was dropped or replaced since we looked.
    await this.#reopen(signal);
    return (await this.#tryRead(from, to, signal)) ?? [];
  }

  async lineAt(timeMs: number, signal?: AbortSignal): Promise<number> {
    for (const { segment, base } of this.#parts) {
      const line = await segment.lineAt(timeMs, signal);
      if (line !== undefined) return base + line;
    }
    return this.lines;
  }

  async *blocks({ from = this.first, to = this.lines, signal }: ReadBlocks = {}): AsyncGenerator<LogBlock> {
    for (const { segment, base } of this.#parts) {
      const until = Math.min(to - base, segment.lines);
      for await (const block of segment.blocks(Math.max(0, from - base), until, signal)) {
        // What was dropped meanwhile is passed over, as nobody can read it any more.
        if (block === undefined) break;
        yield { firstLine: base + block.firstLine, lines: block.lines, buffer: block.bytes };
      }
    }
  }

  refresh(signal?: AbortSignal): Promise<void> {
    return this.#inTurn(async () => {
      if (await this.#isSameRow()) await this.#parts.at(-1)?.segment.grow(signal);
      else await this.#openAll(signal);
    });
  }

  dispose(): void {
    this.#watch.dispose();
    this.#grew.dispose();
    this.#troubled.dispose();
  }

  async #poll(): Promise<void> {
    const before = this.lines;
    try {
      await this.refresh();
      if (this.lines !== before) this.#grew.fire(this.lines);
    } catch (error) {
      this.#troubled.fire(error);
    }
  }

  #reopen(signal: AbortSignal | undefined): Promise<void> {
    return this.#inTurn(async () => {
      this.#parts = [];
      await this.#openAll(signal);
    });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const next = this.#turn.then(work);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async #tryRead(from: number, to: number, signal?: AbortSignal): Promise<StoredLine[] | undefined> {
    const all: StoredLine[] = [];
    for (const { segment, base } of this.#parts) {
      const begin = Math.max(0, from - base);
      const lines = await segment.read(begin, Math.min(to - base, segment.lines), signal);
      if (lines === undefined) return undefined;
      for (const [at, line] of lines.entries()) all.push({ ...line, number: base + begin + at });
    }
    return all;
  }

  /** A look that costs little: nothing was added behind the newest segment, nor dropped at the oldest. */
  async #isSameRow(): Promise<boolean> {
    const first = this.#parts[0]?.segment;
    const last = this.#parts.at(-1)?.segment;
    if (first === undefined || last === undefined) return false;
    if (await exists(segmentFile(this.#folder, this.service, last.number + 1))) return false;
    const size = await sizeOf(first.file);
    return first === last ? size >= first.bytes : size === first.bytes;
  }

  async #openAll(signal: AbortSignal | undefined): Promise<void> {
    const known = new Map(this.#parts.map(({ segment }) => [segment.number, segment]));
    const numbers = await segmentsOf(this.#folder, this.service);
    const parts: Part[] = [];
    let base = 0;
    let onlyMarks = true;
    for (const number of numbers) {
      const sealed = number !== numbers.at(-1);
      const segment = await this.#segment(number, sealed, known.get(number), signal);
      const dropped: number | undefined = sealed && onlyMarks ? await droppedIn(segment) : undefined;
      onlyMarks = dropped !== undefined;
      // The older of two marks is one whose removal was cut short.
      if (dropped !== undefined) {
        parts.length = 0;
        base = dropped - 1;
      }
      parts.push({ segment, base });
      base += segment.lines;
    }
    this.#parts = parts;
  }

  async #segment(
    number: number,
    sealed: boolean,
    known: Segment | undefined,
    signal: AbortSignal | undefined,
  ): Promise<Segment> {
    const file = segmentFile(this.#folder, this.service, number);
    if (known !== undefined && (await sizeOf(file)) >= known.bytes) {
      await known.grow(signal);
      return known;
    }
    const segment = new Segment(file, number);
    await segment.open(sealed, signal);
    return segment;
  }
}

/** 0 for what is gone. */
const sizeOf = async (file: string): Promise<number> => {
  try {
    return (await fs.stat(file)).size;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return 0;
    throw error;
  }
};
