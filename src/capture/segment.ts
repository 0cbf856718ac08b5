import { type FileHandle, open } from "node:fs/promises";
import type { Line } from "../processes/types";
import { errorCode } from "../util/files";
import { throwIfAborted } from "../util/time";
import { keepIndexFile, readIndexFile } from "./indexFile";
import { LineIndex, type Span } from "./lineIndex";
import { recordsIn } from "./recordsIn";

const scanBytes = 1024 * 1024;
/** A window's buffer is kept for the next one: as garbage, many of them would weigh more than all that is known of the lines. */
const mostSpare = 256 * 1024;
const newline = 0x0a;

/** Whole lines as they are in the file. */
export interface SegmentBlock {
  /** Within the segment. */
  readonly firstLine: number;
  readonly lines: number;
  readonly bytes: Buffer;
}

/** One file of a service's log, read by the number of its lines. No file is held open, so that any may be removed. */
export class Segment {
  readonly file: string;
  readonly number: number;
  #index = new LineIndex();
  #spare: Buffer | undefined;

  constructor(file: string, number: number) {
    this.file = file;
    this.number = number;
  }

  get lines(): number {
    return this.#index.lines;
  }

  get bytes(): number {
    return this.#index.end;
  }

  /** What the sidecar knows, then what the file has beyond; a sidecar that doesn't fit is made anew. */
  async open(sealed: boolean, signal?: AbortSignal): Promise<void> {
    const known = await readIndexFile(this.file);
    this.#index = new LineIndex(known !== undefined && (await this.#fits(known.end)) ? known : undefined);
    const grown = await this.grow(signal);
    if (sealed && grown) await keepIndexFile(this.file, this.#index);
  }

  /** Forgets what it knew of the file: somebody changed it. */
  async rebuild(signal?: AbortSignal): Promise<void> {
    this.#index = new LineIndex();
    await this.grow(signal);
  }

  /** Takes in what was written since; whether there was anything. */
  async grow(signal?: AbortSignal): Promise<boolean> {
    const before = this.#index.lines;
    const handle = await openIfThere(this.file);
    if (handle === undefined) return false;
    try {
      await scan(handle, this.#index, signal);
    } finally {
      await handle.close();
    }
    return this.#index.lines > before;
  }

  /** Undefined where the file is no longer what it was. */
  async read(from: number, to: number, signal?: AbortSignal): Promise<Line[] | undefined> {
    const lines: Line[] = [];
    for await (const block of this.blocks(from, to, signal)) {
      if (block === undefined) return undefined;
      const skip = from - block.firstLine;
      lines.push(...recordsIn(block.bytes, Math.max(0, skip), to - block.firstLine));
    }
    return lines;
  }

  /** The blocks that hold these lines, and maybe more at both ends; each is good until the next is asked for. */
  async *blocks(from: number, to: number, signal?: AbortSignal): AsyncGenerator<SegmentBlock | undefined> {
    const handle = from < to ? await openIfThere(this.file) : undefined;
    if (handle === undefined) return void (from < to && (yield undefined));
    let buffer = this.#spare ?? Buffer.alloc(0);
    this.#spare = undefined;
    try {
      const size = to - from > 1000 ? scanBytes : 0;
      for (let line = from; line < to; ) {
        throwIfAborted(signal, "Reading a log");
        const span = this.#index.span(this.#index.entryOf(line), size);
        const needed = span.end - span.begin + 1;
        if (buffer.length < needed) buffer = Buffer.allocUnsafe(Math.max(needed, size));
        const bytes = await readSpan(handle, span, buffer);
        yield bytes && { firstLine: span.firstLine, lines: span.lines, bytes };
        if (bytes === undefined) return;
        line = span.firstLine + span.lines;
      }
    } finally {
      if (buffer.length <= mostSpare) this.#spare = buffer;
      await handle.close();
    }
  }

  /** The first line at or after the time; undefined where all are earlier. */
  async lineAt(time: number, signal?: AbortSignal): Promise<number | undefined> {
    const entry = this.#index.entryAt(time);
    if (entry === undefined) return undefined;
    const { firstLine, lines } = this.#index.span(entry, 0);
    const found = (await this.read(firstLine, firstLine + lines, signal))?.findIndex(
      (line) => line.time >= time,
    );
    return found === undefined || found < 0 ? undefined : firstLine + found;
  }

  async #fits(end: number): Promise<boolean> {
    const handle = await openIfThere(this.file);
    if (handle === undefined) return false;
    try {
      return end === 0 || (await readAt(handle, end - 1, Buffer.alloc(1))).at(0) === newline;
    } finally {
      await handle.close();
    }
  }
}

const scan = async (handle: FileHandle, index: LineIndex, signal?: AbortSignal): Promise<void> => {
  let buffer = Buffer.allocUnsafe(Math.min(scanBytes, Math.max(1, (await handle.stat()).size - index.end)));
  for (;;) {
    throwIfAborted(signal, "Reading a log");
    const bytes = await readAt(handle, index.end, buffer);
    const taken = index.take(bytes);
    if (bytes.length < buffer.length) return;
    // One line is longer than the buffer.
    if (taken === 0) buffer = Buffer.allocUnsafe(buffer.length * 2);
  }
};

/** Undefined unless lines begin and end where they should: then the file is another one. */
const readSpan = async (handle: FileHandle, span: Span, buffer: Buffer): Promise<Buffer | undefined> => {
  const before = span.begin === 0 ? 0 : 1;
  const length = span.end - span.begin + before;
  const bytes = await readAt(handle, span.begin - before, buffer.subarray(0, length));
  if (bytes.length < length || bytes[length - 1] !== newline) return undefined;
  if (before === 1 && bytes[0] !== newline) return undefined;
  return bytes.subarray(before);
};

/** As much as there is. */
const readAt = async (handle: FileHandle, at: number, into: Buffer): Promise<Buffer> => {
  let filled = 0;
  while (filled < into.length) {
    const { bytesRead } = await handle.read(into, filled, into.length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return into.subarray(0, filled);
};

const openIfThere = async (file: string): Promise<FileHandle | undefined> => {
  try {
    return await open(file, "r");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
};
