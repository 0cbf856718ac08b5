import { posix } from "node:path";
import type { FolderPair } from "./types";

/** A file by its path and what tells its content. */
export interface Fingerprint {
  readonly path: string;
  readonly content: string;
}

/**
 * Which folders belong together when nothing says so: those below which files have the same names and contents. A
 * pair explains as many files as it can, and what is left is looked at again.
 */
export const pairsByContent = (there: readonly Fingerprint[], here: readonly Fingerprint[]): FolderPair[] => {
  const twins = new Map<string, string[]>();
  for (const file of here) twins.set(keyOf(file), [...(twins.get(keyOf(file)) ?? []), file.path]);
  let open = there.map((file) => (twins.get(keyOf(file)) ?? []).map((twin) => pairOf(file.path, twin)));
  const found: FolderPair[] = [];
  for (;;) {
    const best = mostNamed(open.flat());
    if (best === undefined) return found;
    found.push(best);
    open = open.filter((pairs) => !pairs.some((pair) => same(pair, best)));
  }
};

const keyOf = ({ path, content }: Fingerprint): string => `${posix.basename(path)}\0${content}`;

/** Both paths less the end that they have in common. */
const pairOf = (there: string, here: string): FolderPair => {
  const [a, b] = [there.split("/"), here.split("/")];
  let common = 0;
  while (common < Math.min(a.length, b.length) - 1 && a.at(-1 - common) === b.at(-1 - common)) common++;
  const folder = (parts: readonly string[]): string => parts.slice(0, parts.length - common).join("/") || "/";
  return { there: folder(a), here: folder(b) };
};

const same = (a: FolderPair, b: FolderPair): boolean => a.here === b.here && a.there === b.there;

const mostNamed = (pairs: readonly FolderPair[]): FolderPair | undefined => {
  const votes = new Map<string, { pair: FolderPair; count: number }>();
  for (const pair of pairs) {
    const key = `${pair.there}\0${pair.here}`;
    votes.set(key, { pair, count: (votes.get(key)?.count ?? 0) + 1 });
  }
  let best: { pair: FolderPair; count: number } | undefined;
  for (const one of votes.values()) if (best === undefined || one.count > best.count) best = one;
  return best?.pair;
};
