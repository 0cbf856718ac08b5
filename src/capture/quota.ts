import { promises as fs } from "node:fs";
import { join } from "node:path";
import { errorCode, namesIn, writeAtomically } from "../util/files";
import { bytes as bytesText } from "../util/text";
import { droppedIn } from "./droppedIn";
import { dropMark } from "./drops";
import { encodeRecord } from "./record";
import { Segment } from "./segment";
import { indexFileOf, readSegmentName, segmentFile } from "./segmentNames";

interface SegmentInfo {
  readonly service: string;
  readonly segment: number;
  readonly bytes: number;
  readonly closedAt: number;
}

/** Lets the oldest closed segments go until the rest fits; a mark in their place says how many lines they were. */
export const keepQuota = async (folder: string, quotaBytes: number, now = Date.now()): Promise<void> => {
  const all = await segmentsIn(folder);
  let total = all.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const oldest of closedOnes(all)) {
    if (total <= quotaBytes) return;
    total -= oldest.bytes - (await drop(folder, oldest, bytesText(quotaBytes), now));
  }
};

/** Marks are closed segments too; they go with what comes after them. */
const closedOnes = (all: readonly SegmentInfo[]): SegmentInfo[] => {
  const newest = new Map<string, number>();
  for (const { service, segment } of all) newest.set(service, Math.max(segment, newest.get(service) ?? 0));
  return all
    .filter(({ service, segment }) => segment !== newest.get(service))
    .sort((a, b) => a.closedAt - b.closedAt || a.segment - b.segment);
};

/** The bytes of the mark. */
const drop = async (folder: string, what: SegmentInfo, quota: string, now: number): Promise<number> => {
  const file = segmentFile(folder, what.service, what.segment);
  const segment = new Segment(file, what.segment);
  await segment.open(true);
  // It went with its successor.
  if (segment.lines === 0) return 0;
  // Already a mark, and the first of its row: nothing is won.
  if ((await droppedIn(segment)) !== undefined) return what.bytes;
  const before = segmentFile(folder, what.service, what.segment - 1);
  const earlier = what.segment === 0 ? 0 : await droppedBefore(before);
  const mark = encodeRecord(dropMark(earlier + segment.lines, quota, now));
  await fs.rm(indexFileOf(file), { force: true });
  await writeAtomically(file, mark);
  await fs.rm(before, { force: true });
  await fs.rm(indexFileOf(before), { force: true });
  return mark.length;
};

const droppedBefore = async (file: string): Promise<number> => {
  const segment = new Segment(file, 0);
  await segment.open(false);
  return (await droppedIn(segment)) ?? 0;
};

const segmentsIn = async (folder: string): Promise<SegmentInfo[]> => {
  const found = await Promise.all(
    (await namesIn(folder)).map(async (file) => {
      const name = readSegmentName(file);
      return name && { ...name, ...(await sizeAndTime(join(folder, file))) };
    }),
  );
  return found.filter((one): one is SegmentInfo => one !== undefined);
};

const sizeAndTime = async (file: string): Promise<{ bytes: number; closedAt: number }> => {
  try {
    const { size, mtimeMs } = await fs.stat(file);
    return { bytes: size, closedAt: mtimeMs };
  } catch (error) {
    if (errorCode(error) === "ENOENT") return { bytes: 0, closedAt: 0 };
    throw error;
  }
};
