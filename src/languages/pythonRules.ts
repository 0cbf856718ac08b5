import { basename, delimiter } from "node:path";

interface Rule {
  readonly path: string;
  readonly include: boolean;
}

/**
 * debugpy's own idea of "my code" is whatever isn't installed; here the trees of both sides are it, wherever they lie,
 * and what was installed in an environment within a tree is not. The first rule that fits decides, so deep trees stand
 * before those around them.
 */
export const rulesFor = (trees: readonly string[]): readonly Rule[] =>
  [...new Set(trees)].sort((a, b) => b.length - a.length).flatMap(rulesOf);

const rulesOf = (tree: string): readonly Rule[] => {
  const folder = literally(tree);
  // A package that is but one module has no folder of its own.
  if (isInstalled(tree) && installed.includes(basename(tree)))
    return [{ path: `${folder}/*`, include: true }];
  return [
    ...installed.map((name) => ({ path: `${folder}/**/${name}/**`, include: false })),
    { path: `${folder}/**`, include: true },
  ];
};

/**
 * Rules hold for stepping and breakpoints, not for exceptions: where a tree lies among what is installed, debugpy has to
 * be told of it before it starts, and then takes for the user's only what it was told.
 */
export const projectRoots = (trees: readonly string[], cwd: string): Readonly<Record<string, string>> =>
  trees.some(isInstalled) ? { IDE_PROJECT_ROOTS: [...new Set([...trees, cwd])].join(delimiter) } : {};

const installed = ["site-packages", "dist-packages"];

const isInstalled = (path: string): boolean => path.split(/[\\/]/).some((part) => installed.includes(part));

/** Brackets are no pattern here. */
const literally = (path: string): string => path.replace(/[[*?]/g, "[$&]").replace(/[\\/]+$/, "");
