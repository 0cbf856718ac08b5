import { inputFailure } from "../../util/problem";
import { throwIfAborted } from "../../util/time";
import { isRepository, isShallow, listRemoteTags, listTags, type Tag } from "../git/calls";
import { repoOf } from "../git/repo";
import { releasesOfTags, versionOfTag } from "../git/tagNames";
import { unreachable } from "../git/unreachable";
import { keptReleases } from "../indexes/kept";
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
  const repo = repoOf(source.repo, world.workspaceFolder);
  const { tags, ...more } =
    repo.kind === "url"
      ? await remoteTags(repo.url, world, signal)
      : await localTags(axis, repo.folder, world, signal);
  const { scheme, named } = releasesOfTags(tags, versionOfTag(axis, source.match));
  return { scheme, releases: named.map(({ name, tag }) => releaseOf(name, tag, scheme)), ...more };
};

const shallowNote =
  "this clone is shallow: releases of its remote can be named, `git fetch --tags` lists them";

const localTags = async (
  axis: string,
  folder: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Pick<Found, "notes" | "shallow"> & { readonly tags: readonly Tag[] }> => {
  try {
    const [tags, shallow] = await Promise.all([
      world.run(listTags(folder), { signal }),
      world.run(isShallow(folder), { signal }),
    ]);
    return shallow ? { tags, notes: [shallowNote], shallow } : { tags, notes: [] };
  } catch (error) {
    throwIfAborted(signal, `Reading the tags of ${folder}`);
    if (await world.run(isRepository(folder), { signal })) throw error;
    throw inputFailure(
      "not-a-repository",
      `Axis '${axis}' takes its versions from ${folder}, which is no git repository`,
      { hint: "Correct the axis' 'git', or run `git init` there.", cause: error },
    );
  }
};

const remoteTags = async (
  url: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<{ readonly tags: readonly Tag[]; readonly notes: readonly string[] }> => {
  const { releases, notes } = await keptReleases(`git ${url}`, world, async () => {
    try {
      const tags = await world.run(listRemoteTags(url), { signal });
      return tags.map((tag) => ({ name: tag.ref, ...tag }));
    } catch (error) {
      throw unreachable(error, url);
    }
  });
  return { tags: releases.flatMap(({ ref, commit }) => (ref && commit ? [{ ref, commit }] : [])), notes };
};

const releaseOf = (name: string, tag: Tag, scheme: Scheme): Release => ({
  name,
  ...tag,
  ...(parseVersion(name, scheme)?.prerelease ? { prerelease: true } : {}),
});
