import { inputFailure } from "../util/problem";
import { type BuiltInAlias, isBuiltInAlias, releaseOfAlias } from "./aliases";
import { findRelease, versionOfRelease } from "./findRelease";
import { gitVersion, workspaceVersion } from "./gitVersion";
import type { Axis, Version } from "./types";
import { unknownVersion } from "./unknown";
import { withRemotes } from "./withRemotes";
import type { VersionsWorld } from "./world";

/** A release, an alias, `workspace`, a branch or a commit; by default what the axis says, else the latest. */
export const choose = async (
  axis: Axis,
  wanted: string | undefined,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Version> => {
  const text = throughAliases(axis, (wanted ?? axis.default ?? "@latest").trim());
  if (isBuiltInAlias(text)) return byAlias(axis, text, world, signal);
  if (text === "workspace") return workspaceVersion(axis, world, signal);
  const release = findRelease(axis, text);
  if (release) return versionOfRelease(axis, release);
  return (await gitVersion(axis, text, world, signal)) ?? elsewhere(axis, text, world, signal);
};

/** What a shallow clone has left says too little about which release is the latest or the earliest. */
const byAlias = async (
  axis: Axis,
  alias: BuiltInAlias,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Version> => {
  const here = releaseOfAlias(alias, axis);
  if (here && !axis.shallow) return versionOfRelease(axis, here);
  const wider = (await withRemotes(axis, world, signal)).axis;
  return versionOfRelease(wider, releaseOfAlias(alias, wider) ?? noRelease(wider, alias));
};

/** A release that only a remote of the clone has; one named meanwhile is newer than a kept answer. */
const elsewhere = async (
  axis: Axis,
  text: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Version> => {
  const mayBeTag = !text.startsWith("@");
  const kept = mayBeTag ? await withRemotes(axis, world, signal) : { axis, unreachable: [] };
  const known = findRelease(kept.axis, text);
  if (known) return versionOfRelease(kept.axis, known);
  const again = kept.axis !== axis && kept.unreachable.length === 0 && !world.refresh;
  const wider = again ? await withRemotes(axis, { ...world, refresh: true }, signal) : kept;
  const release = findRelease(wider.axis, text);
  if (release) return versionOfRelease(wider.axis, release);
  return unknownVersion(wider.axis, text, world, signal, wider.unreachable);
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
