import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeTiny } from "../../scripts/lib/sample.mts";

/** Fills a place that is not there yet; hands back the folder to open. */
export type FolderMaker = (at: string) => Promise<string>;

export const copyOf =
  (original: string): FolderMaker =>
  async (at) => {
    await cp(original, at, { recursive: true, verbatimSymlinks: true });
    return at;
  };

export const withFiles =
  (files: Readonly<Record<string, string>>): FolderMaker =>
  async (at) => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(at, name)), { recursive: true });
      await writeFile(join(at, name), text);
    }
    return at;
  };

export const tiny: FolderMaker = (at) => makeTiny(at);
