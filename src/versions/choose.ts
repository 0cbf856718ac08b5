import { inputFailure } from "../util/problem";
import { isBuiltInAlias, releaseOfAlias } from "./aliases";
import { findRelease, versionOfRelease } from "./findRelease";
import { gitVersion, workspaceVersion } from "./gitVersion";
import type { Axis, Version } from "./types";
import { unknownVersion } from "./unknown";
import type { VersionsWorld } from "./world";

/** A release, an alias, `workspace`, a branch or a commit; by default what the axis says, else the latest. */
export const choose = async (
  axis: Axis,
  wanted: string | undefined,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Version> => {
  const text = throughAliases(axis, (wanted ?? axis.default ?? "@latest").trim());
  if (isBuiltInAlias(text))
    return versionOfRelease(axis, releaseOfAlias(text, axis) ?? noRelease(axis, text));
  if (text === "workspace") return workspaceVersion(axis, world, signal);
  const release = findRelease(axis, text);
  if (release) return versionOfRelease(axis, release);
  return (await gitVersion(axis, text, world, signal)) ?? unknownVersion(axis, text, world, signal);
};

/** The scenario's own aliases may be written with or without `@`, stand before the built-in ones, and may name each other. */
const throughAliases = (axis: Axis, wanted: string): string => {
  const seen = new Set<string>();
  let text = wanted;
  for (let next = aliasOf(axis, text); next !== undefined && next !== text; next = aliasOf(axis, text)) {
    if (seen.has(text))
      throw inputFailure(
        "alias-cycle",
        `Aliases of axis '${axis.name}' go in a circle: ${[...seen, text].join(" → ")}`,
      );
    seen.add(text);
    text = next;
  }
  return text;
};

const aliasOf = (axis: Axis, text: string): string | undefined => {
  const name = [text, text.replace(/^@/, "")].find((key) => Object.hasOwn(axis.aliases, key));
  return name === undefined ? undefined : axis.aliases[name];
};

const noRelease = (axis: Axis, alias: string): never => {
  const why =
    axis.releases.length === 0
      ? `no release at all${axis.range === undefined ? "" : ` in its range ${axis.range}`}`
      : `only one line of releases, ${axis.releases.at(-1)?.name}`;
  throw inputFailure("no-release", `'${alias}' of axis '${axis.name}' names nothing: the axis has ${why}`, {
    hint: "Name a version, or widen the axis' range.",
  });
};
