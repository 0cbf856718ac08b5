import { parseVersion } from "./order/scheme";
import type { Axis, Release } from "./types";

/**
 * - `@latest`: the newest release
 * - `@latest-minor`: the newest release of the newest minor line (1.9.4 of 1.9.0 … 1.9.4); the same as
 *   `@latest` wherever order is by number, and said where the line is what is meant
 * - `@previous-minor`: the newest release of the minor line before that one (1.8.7)
 * - `@earliest`: the oldest release that range and excludes leave
 */
export const builtInAliases = ["@latest", "@latest-minor", "@previous-minor", "@earliest"] as const;

export type BuiltInAlias = (typeof builtInAliases)[number];

export const isBuiltInAlias = (text: string): text is BuiltInAlias =>
  builtInAliases.some((alias) => alias === text);

/** Undefined where the axis has no such release. */
export const releaseOfAlias = (alias: BuiltInAlias, axis: Axis): Release | undefined => {
  switch (alias) {
    case "@latest":
      return axis.releases.at(-1);
    case "@earliest":
      return axis.releases[0];
    case "@latest-minor":
      return newestOfLine(axis, 0);
    case "@previous-minor":
      return newestOfLine(axis, 1);
  }
};

/** The newest release of each minor line, the newest line first. */
export const newestOfLines = (axis: Axis): readonly Release[] => {
  const lines = new Map<string, Release>();
  for (const release of [...axis.releases].reverse()) {
    const line = lineOf(release.name, axis);
    if (!lines.has(line)) lines.set(line, release);
  }
  return [...lines.values()];
};

/** Lines are counted from the newest. */
const newestOfLine = (axis: Axis, line: number): Release | undefined => newestOfLines(axis)[line];

const lineOf = (name: string, axis: Axis): string => {
  const parsed = parseVersion(name, axis.scheme);
  return parsed ? `${parsed.epoch}!${parsed.release[0] ?? 0}.${parsed.release[1] ?? 0}` : name;
};
