import { constants } from "node:fs";
import { open } from "node:fs/promises";

/**
 * Writes to the end of a file that should be so long, and gives where the content begins. What a full disk took
 * only half of is written over; a file that somebody cut goes on at its end. Rejects where the disk refuses.
 */
export type AppendAt = (file: string, content: Buffer, expected: number) => Promise<number>;

export const appendAt: AppendAt = async (file, content, expected) => {
  const handle = await open(file, constants.O_WRONLY | constants.O_CREAT, 0o600);
  try {
    const begin = Math.min(expected, (await handle.stat()).size);
    for (let written = 0; written < content.length; )
      written += (await handle.write(content, written, content.length - written, begin + written))
        .bytesWritten;
    return begin;
  } finally {
    await handle.close();
  }
};
