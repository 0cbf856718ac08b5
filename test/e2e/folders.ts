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

/** Several of them as one workspace, by their names; hands back the file that says so. */
export const several =
  (folders: Readonly<Record<string, FolderMaker>>): FolderMaker =>
  async (at) => {
    for (const [name, make] of Object.entries(folders)) await make(join(at, name));
    const file = join(at, "all.code-workspace");
    await writeFile(file, JSON.stringify({ folders: Object.keys(folders).map((path) => ({ path })) }));
    return file;
  };

export const tiny: FolderMaker = (at) => makeTiny(at);
