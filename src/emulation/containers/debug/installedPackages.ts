import { promises as fs } from "node:fs";
import { basename, join, posix } from "node:path";
import { entryInside } from "../../../containers/readInside";
import { packagesIn } from "../../../trees/mapping/packagesIn";
import type { FolderPair } from "../../../trees/mapping/types";
import type { Probe } from "./probe";

/** Packages of a tree that were installed into the image as copies: breakpoints in the tree are meant for those. */
export const installedPackages = async (
  { engine, id, signal }: Probe,
  tree: string,
  folders: readonly string[],
): Promise<FolderPair[]> => {
  if (folders.length === 0) return [];
  const packages = (await packagesIn(tree)).slice(0, mostPackages);
  const pairs: FolderPair[] = [];
  for (const here of packages) {
    const own = await fs.readFile(join(here, "__init__.py"));
    for (const folder of folders) {
      const there = posix.join(folder, basename(here));
      const file = posix.join(there, "__init__.py");
      const entry = await entryInside(engine, id, file, { limit: own.length + 1, signal });
      if (entry?.kind === "file" && entry.start.equals(own)) pairs.push({ here, there });
    }
  }
  return pairs;
};

/** Each costs a question to the engine. */
const mostPackages = 40;
