import { inputFailure } from "../../util/problem";
import { throwIfAborted } from "../../util/time";
import { isRepository, listRemoteTags, listTags, type Tag } from "../git/calls";
import { repoOf } from "../git/repo";
import { releasesOfTags, versionOfTag } from "../git/tagNames";
import type { Found } from "../offer";
import { parseVersion } from "../order/scheme";
import type { Release, Scheme, VersionSource } from "../types";
import type { VersionsWorld } from "../world";

type GitSource = Extract<VersionSource, { kind: "git" }>;

export const gitReleases = async (
  axis: string,
  source: GitSource,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Found> => {
  const nameOf = versionOfTag(axis, source.match);
  const { scheme, named } = releasesOfTags(await tagsOf(axis, source, world, signal), nameOf);
  return { scheme, releases: named.map(({ name, tag }) => releaseOf(name, tag, scheme)), notes: [] };
};

const tagsOf = async (
  axis: string,
  source: GitSource,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<readonly Tag[]> => {
  const repo = repoOf(source.repo, world.workspaceFolder);
  if (repo.kind === "url") return world.run(listRemoteTags(repo.url), { signal });
  try {
    return await world.run(listTags(repo.folder), { signal });
  } catch (error) {
    throwIfAborted(signal, `Reading the tags of ${repo.folder}`);
    if (await world.run(isRepository(repo.folder), { signal })) throw error;
    throw inputFailure(
      "not-a-repository",
      `Axis '${axis}' takes its versions from ${repo.folder}, which is no git repository`,
      {
        hint: "Correct the axis' 'git', or run `git init` there.",
        cause: error,
      },
    );
  }
};

const releaseOf = (name: string, tag: Tag, scheme: Scheme): Release => ({
  name,
  ...tag,
  ...(parseVersion(name, scheme)?.prerelease ? { prerelease: true } : {}),
});
