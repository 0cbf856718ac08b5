import { inputFailure } from "../util/problem";
import { nearestFew } from "../util/text";
import { builtInAliases } from "./aliases";
import { listBranches } from "./git/calls";
import { repoOfAxis } from "./gitVersion";
import { compareTexts, parseVersion } from "./order/scheme";
import type { Axis } from "./types";
import type { VersionsWorld } from "./world";

/** Never returns: names the axis, the text and what is nearest to it. */
export const unknownVersion = async (
  axis: Axis,
  wanted: string,
  world: VersionsWorld,
  signal: AbortSignal,
  unreachable: readonly string[] = [],
): Promise<never> => {
  const near = await nearestVersions(axis, wanted, world, signal);
  const names = near.length > 0 ? `; nearest: ${near.join(", ")}` : "";
  throw inputFailure("unknown-version", `Axis '${axis.name}' has no version '${wanted}'${names}`, {
    hint: `\`backcompat versions ${axis.name}\` lists what there is.${unreachable.length > 0 ? fetchHint : ""}`,
    ...(unreachable.length > 0 ? { lines: unreachable } : {}),
  });
};

const fetchHint =
  " Not every remote of this clone could be asked: once one can be reached, `git fetch --tags` brings its releases.";

const nearestVersions = async (
  axis: Axis,
  wanted: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  if (parseVersion(wanted, axis.scheme) && /^v?\d/i.test(wanted)) return neighbours(axis, wanted);
  const repo = repoOfAxis(axis, world);
  const branches = repo?.kind === "folder" ? await world.run(listBranches(repo.folder), { signal }) : [];
  return nearestFew(
    wanted,
    [...builtInAliases, ...Object.keys(axis.aliases), ...branches, ...namesOf(axis)],
    3,
  );
};

/** The ones around it: two below, one above. */
const neighbours = (axis: Axis, wanted: string): readonly string[] => {
  const names = namesOf(axis);
  const above = names.findIndex((name) => compareTexts(name, wanted, axis.scheme) > 0);
  const at = above < 0 ? names.length : above;
  return names.slice(Math.max(0, at - 2), at + 1);
};

const namesOf = (axis: Axis): readonly string[] => axis.releases.map(({ name }) => name);
