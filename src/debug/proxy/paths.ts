import { isAbsolute, join, relative } from "node:path";
import { pathInside } from "../../util/files";
import { diskFiles, type Files } from "./files";
import type { SourcePlaces } from "./types";

/** One file has one path in the editor, however the target spells it. */
export interface Paths {
  toClient(path: string): string;
  /** What to tell the target of this file: the likeliest path last. */
  toTarget(path: string): readonly string[];
  /** The client has opened the file by this path. */
  seen(path: string): void;
  /** Files may have changed. */
  forget(): void;
}

export const makePaths = (places: SourcePlaces, files: Files = diskFiles): Paths => {
  const seen = new Map<string, string>();
  const known = { client: new Map<string, string>(), target: new Map<string, readonly string[]>() };
  const trees = places.trees.map((spelled) => ({ spelled, real: files.real(spelled) ?? spelled }));
  const packages = [...places.packages, ...places.trees.flatMap((tree) => [tree, join(tree, "src")])];

  const inTree = (real: string): string | undefined => {
    const tree = trees.find((one) => pathInside(one.real, real));
    return tree && join(tree.spelled, relative(tree.real, real));
  };

  /** A tree's file of which this is the installed copy; only while the two are equal do lines mean the same. */
  const original = (path: string): string | undefined =>
    counterpart(path, spellings(places.installed, files), packages, files);

  const spelledByClient = (path: string): string => {
    const own = files.real(path);
    if (own === undefined) return path;
    const real = files.real(original(own) ?? own) ?? own;
    return seen.get(real) ?? inTree(real) ?? path;
  };

  const spelledByTarget = (path: string): readonly string[] => {
    const real = files.real(path);
    if (real === undefined) return [path];
    const copy = counterpart(real, spellings(packages, files), places.installed, files);
    const copies = copy === undefined ? [] : [copy];
    if (places.resolvesLinks) return [...copies, path];
    return [...new Set([...copies, inTree(real) ?? path, path, real])];
  };

  return {
    toClient: (path) => remembered(known.client, path, spelledByClient),
    toTarget: (path) => remembered(known.target, path, spelledByTarget),
    seen: (path) => {
      const real = files.real(path);
      // Of two spellings in use, the tree's own wins: it is the one that our views open.
      const before = real && seen.get(real);
      if (real === undefined || before === path || (before !== undefined && before === inTree(real))) return;
      seen.set(real, path);
      known.client.clear();
    },
    forget: () => {
      known.client.clear();
      known.target.clear();
    },
  };
};

const remembered = <T>(known: Map<string, T>, path: string, find: (path: string) => T): T => {
  const before = known.get(path);
  if (before !== undefined || !isAbsolute(path)) return before ?? find(path);
  const found = find(path);
  known.set(path, found);
  return found;
};

const spellings = (folders: readonly string[], files: Files): string[] => [
  ...new Set(folders.flatMap((folder) => [folder, files.real(folder) ?? folder])),
];

/** The equal file at the same place below another folder. */
const counterpart = (
  path: string,
  from: readonly string[],
  to: readonly string[],
  files: Files,
): string | undefined =>
  from
    .filter((folder) => pathInside(folder, path))
    .flatMap((folder) => to.map((other) => join(other, relative(folder, path))))
    .find((other) => other !== path && files.same(path, other));
