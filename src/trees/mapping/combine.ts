import { posix } from "node:path";
import { pathInside } from "../../util/files";
import type { FolderPair } from "./types";

/** In the order of how sure they are: a later one that speaks of the same folder of the image is dropped; the deepest first. */
export const combined = (...sources: readonly (readonly FolderPair[])[]): FolderPair[] => {
  const kept: FolderPair[] = [];
  for (const pair of sources.flat()) if (!kept.some((one) => says(one, pair))) kept.push(pair);
  return kept.sort((a, b) => b.there.length - a.there.length);
};

/** The same folder, or one below it whose place follows from it. */
const says = (known: FolderPair, pair: FolderPair): boolean => {
  if (known.there === pair.there) return true;
  if (!pathInside(known.there, pair.there, posix)) return false;
  return posix.join(known.here, posix.relative(known.there, pair.there)) === pair.here;
};
