import { promises as fs } from "node:fs";
import { basename, join } from "node:path";

/**
 * The user's own editable install keeps its metadata where ours would be written; it is set aside and comes back,
 * byte for byte, once ours is built.
 */
export const keepOwnMetadata = async (
  folders: readonly string[],
  aside: string,
  willReplace: (path: string, copy: string) => void,
): Promise<() => Promise<void>> => {
  const places = folders.flatMap((folder) => [folder, join(folder, "src")]);
  const own = (await Promise.all(places.map(metadataIn))).flat();
  const copies = own.map((path, at) => ({ path, copy: join(aside, `${at}-${basename(path)}`) }));
  for (const { path, copy } of copies) {
    await copyAll(path, copy);
    willReplace(path, copy);
  }
  return async () => {
    for (const { path, copy } of copies) {
      await fs.rm(path, { recursive: true, force: true });
      await copyAll(copy, path);
    }
    await fs.rm(aside, { recursive: true, force: true });
  };
};

const copyAll = (from: string, to: string): Promise<void> =>
  fs.cp(from, to, { recursive: true, preserveTimestamps: true });

const metadataIn = async (folder: string): Promise<readonly string[]> =>
  (await fs.readdir(folder, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory() && entry.name.endsWith(".egg-info"))
    .map((entry) => join(folder, entry.name));
