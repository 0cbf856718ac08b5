import { type FileHandle, open } from "node:fs/promises";
import type { Line } from "../processes/types";
import { errorCode } from "../util/files";
import { decodeRecord } from "./record";

export interface ReadLog {
  /** A byte at which a record begins, as `next` of an earlier one; 0 by default. */
  readonly from?: number;
  /** Only so many records, the last ones. */
  readonly tail?: number;
}

export interface StoredLine extends Line {
  /** Where the next record begins, to go on from there. */
  readonly next: number;
}

const blockSize = 64 * 1024;
const newline = 0x0a;

/** What a log holds now, in its order; nothing where there is no log yet, and no line that isn't whole. */
export async function* readLog(file: string, { from = 0, tail }: ReadLog = {}): AsyncGenerator<StoredLine> {
  const handle = await openIfThere(file);
  if (handle === undefined) return;
  try {
    const start = tail === undefined ? from : Math.max(from, await startOfTail(handle, tail));
    yield* recordsFrom(handle, start);
  } finally {
    await handle.close();
  }
}

async function* recordsFrom(handle: FileHandle, start: number): AsyncGenerator<StoredLine> {
  let rest = Buffer.alloc(0);
  let next = start;
  for (let at = start; ; ) {
    const block = await readBlock(handle, at, blockSize);
    if (block.length === 0) return;
    at += block.length;
    rest = Buffer.concat([rest, block]);
    let begin = 0;
    for (let end = rest.indexOf(newline); end >= 0; end = rest.indexOf(newline, begin)) {
      const record = decodeRecord(rest.toString("utf8", begin, end));
      next += end + 1 - begin;
      begin = end + 1;
      if (record) yield { ...record, next };
    }
    rest = rest.subarray(begin);
  }
}

/** Reads backwards, so that the end of a large log costs no more than that of a small one. */
const startOfTail = async (handle: FileHandle, tail: number): Promise<number> => {
  if (tail <= 0) return Number.POSITIVE_INFINITY;
  let at = (await handle.stat()).size;
  let missing = tail + 1;
  while (at > 0) {
    const length = Math.min(blockSize, at);
    at -= length;
    const block = await readBlock(handle, at, length);
    for (let end = lastNewline(block, block.length); end >= 0; end = lastNewline(block, end)) {
      missing--;
      if (missing === 0) return at + end + 1;
    }
  }
  return 0;
};

const lastNewline = (block: Buffer, before: number): number =>
  before <= 0 ? -1 : block.lastIndexOf(newline, before - 1);

const readBlock = async (handle: FileHandle, at: number, length: number): Promise<Buffer> => {
  if (!Number.isFinite(at)) return Buffer.alloc(0);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
};

const openIfThere = async (file: string): Promise<FileHandle | undefined> => {
  try {
    return await open(file, "r");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
};
