import { errorCode, readIfThere, writeAtomically } from "../util/files";
import type { LineIndexData } from "./lineIndex";
import { indexFileOf } from "./segmentNames";

// All numbers are little-endian doubles behind a header of two words; a checksum comes last.
const magic = 0x494c4342;
const format = 1;
const header = 8;
const fixed = 3 * 8;
const perEntry = 3 * 8;

export const encodeIndex = ({ end, lines, offsets, firstLines, latest }: LineIndexData): Buffer => {
  const bytes = Buffer.alloc(header + fixed + offsets.length * perEntry + 4);
  bytes.writeUInt32LE(magic, 0);
  bytes.writeUInt32LE(format, 4);
  const numbers = [end, lines, offsets.length, ...offsets, ...firstLines, ...latest];
  for (const [at, number] of numbers.entries()) bytes.writeDoubleLE(number, header + at * 8);
  bytes.writeUInt32LE(checksum(bytes.subarray(0, -4)), bytes.length - 4);
  return bytes;
};

/** Undefined for what is short, of another format, or damaged: it is made anew from the segment. */
export const decodeIndex = (bytes: Buffer): LineIndexData | undefined => {
  if (bytes.length < header + fixed + 4) return undefined;
  if (bytes.readUInt32LE(0) !== magic || bytes.readUInt32LE(4) !== format) return undefined;
  if (bytes.readUInt32LE(bytes.length - 4) !== checksum(bytes.subarray(0, -4))) return undefined;
  const number = (at: number): number => bytes.readDoubleLE(header + at * 8);
  const count = number(2);
  if (bytes.length !== header + fixed + count * perEntry + 4) return undefined;
  const column = (which: number): number[] =>
    Array.from({ length: count }, (_, row) => number(3 + which * count + row));
  return { end: number(0), lines: number(1), offsets: column(0), firstLines: column(1), latest: column(2) };
};

export const readIndexFile = async (segmentFile: string): Promise<LineIndexData | undefined> => {
  const bytes = await readIfThere(indexFileOf(segmentFile));
  return bytes && decodeIndex(bytes);
};

/** It saves readers a scan, and nothing more: where it can't be written, the store works all the same. */
export const keepIndexFile = async (segmentFile: string, index: LineIndexData): Promise<void> => {
  try {
    await writeAtomically(indexFileOf(segmentFile), encodeIndex(index));
  } catch (error) {
    if (!unwritable.has(errorCode(error) ?? "")) throw error;
  }
};

const unwritable: ReadonlySet<string> = new Set(["EACCES", "EDQUOT", "ENOENT", "ENOSPC", "EPERM", "EROFS"]);

/** FNV-1a. */
const checksum = (bytes: Uint8Array): number => {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
};
