import { tagsOfRemotes } from "./git/remotes";
import { releasesOfTags, versionOfTag } from "./git/tagNames";
import { repoOfAxis } from "./gitVersion";
import { offer } from "./offer";
import { parseVersion, sortedBy } from "./order/scheme";
import type { Axis, Release } from "./types";
import type { VersionsWorld } from "./world";

export interface Wider {
  /** The same axis, where no remote has anything to add. */
  readonly axis: Axis;
  readonly unreachable: readonly string[];
}

/** An axis over a clone, as it would be if the clone had its remotes' tags. */
export const withRemotes = async (axis: Axis, world: VersionsWorld, signal: AbortSignal): Promise<Wider> => {
  const repo = repoOfAxis(axis, world);
  if (repo?.kind !== "folder" || axis.source.kind !== "git") return { axis, unreachable: [] };
  const { tags, unreachable } = await tagsOfRemotes(repo.folder, world, signal);
  const known = [...axis.releases, ...axis.leftOut.map(({ release }) => release)];
  const nameOf = versionOfTag(axis.name, axis.source.match);
  // The clone's own come first: of these the commit and the date are known, too.
  const { scheme, named } = releasesOfTags(tags, nameOf, known.length > 0 ? axis.scheme : undefined);
  const names = new Set(known.map(({ name }) => name));
  const more = named.flatMap(({ name, tag }): Release[] =>
    names.has(name)
      ? []
      : [{ name, ref: tag.ref, ...(parseVersion(name, scheme)?.prerelease ? { prerelease: true } : {}) }],
  );
  if (more.length === 0) return { axis, unreachable };
  const releases = sortedBy([...known, ...more], ({ name }) => name, scheme);
  const wider = offer(axis, { scheme, releases, notes: axis.notes });
  return { axis: wider, unreachable };
};
