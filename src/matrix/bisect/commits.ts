import type { RootCauseLine } from "../../logs/types";
import { fewAtOnce } from "../../util/fewAtOnce";
import { changedFiles, listCommits, mergeBase } from "../../versions/git/calls";
import { gitVersion, repoOfAxis } from "../../versions/gitVersion";
import type { Axis, Version } from "../../versions/types";
import type { VersionsWorld } from "../../versions/world";
import type { Changes } from "./types";

/** Commits from the good release to the bad one; or why there are none to try. */
export type CommitLine =
  | { readonly ok: true; readonly repo: string; readonly line: readonly Version[] }
  | { readonly ok: false; readonly why: string };

export const commitLine = async (
  axis: Axis,
  [good, bad]: readonly [Version, Version],
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<CommitLine> => {
  const repo = repoOfAxis(axis, world);
  if (repo?.kind !== "folder") return { ok: false, why: `${axis.name} is not a git repository here` };
  if (good.commit === undefined || bad.commit === undefined)
    return { ok: false, why: `${good.name} or ${bad.name} has no commit in ${repo.folder}` };
  const base = await world.run(mergeBase(repo.folder, good.commit, bad.commit), { signal });
  const upwards = base === good.commit;
  if (base === undefined || (!upwards && base !== bad.commit)) return { ok: false, why: apart(good, bad) };
  const [older, newer] = upwards ? [good.commit, bad.commit] : [bad.commit, good.commit];
  const listed = await world.run(listCommits(repo.folder, older, newer), { signal });
  const hashes = [older, ...listed.map(({ commit }) => commit)];
  const versions = await fewAtOnce(mostCalls, hashes, (hash) => gitVersion(axis, hash, world, signal));
  // By its whole hash: a short one may mean two commits tomorrow.
  const line = versions.map((version) => ({ ...version, name: version.commit ?? version.name }));
  return { ok: true, repo: repo.folder, line: upwards ? line : line.reverse() };
};

/** Each is a process, and between two releases there may be thousands of commits. */
const mostCalls = 8;

/** Releases of two branches: what was repaired on one of them was never broken there. */
const apart = (good: Version, bad: Version): string =>
  `neither of ${good.name} and ${bad.name} descends from the other, so no line of commits leads from one to the other`;

export const changesBetween = async (
  repo: string,
  [good, bad]: readonly [string, string],
  causes: readonly RootCauseLine[],
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Changes> => {
  const [forth, back, files] = await Promise.all([
    world.run(listCommits(repo, good, bad), { signal }),
    world.run(listCommits(repo, bad, good), { signal }),
    world.run(changedFiles(repo, good, bad), { signal }),
  ]);
  const named = (file: string): boolean => causes.some((cause) => cause.file?.endsWith(file));
  return {
    commits: forth.length > 0 ? forth : back,
    files: [...files.filter(named), ...files.filter((file) => !named(file))],
  };
};
