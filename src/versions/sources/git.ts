import { Failure, inputFailure } from "../../util/problem";
import { throwIfAborted } from "../../util/time";
import { isRepository, listRemoteTags, listTags, type Tag } from "../git/calls";
import { repoOf } from "../git/repo";
import { releasesOfTags, versionOfTag } from "../git/tagNames";
import { unreachableCode } from "../indexes/ask";
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
  const { tags, notes } =
    repo.kind === "url"
      ? await remoteTags(repo.url, world, signal)
      : { tags: await localTags(axis, repo.folder, world, signal), notes: [] };
  const { scheme, named } = releasesOfTags(tags, versionOfTag(axis, source.match));
  return { scheme, releases: named.map(({ name, tag }) => releaseOf(name, tag, scheme)), notes };
};

const localTags = async (
  axis: string,
  folder: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<readonly Tag[]> => {
  try {
    return await world.run(listTags(folder), { signal });
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
      throw unreachable(error);
    }
  });
  return { tags: releases.flatMap(({ ref, commit }) => (ref && commit ? [{ ref, commit }] : [])), notes };
};

/** Git says in too many ways that it can't reach a repository; its message holds no password any more. */
const unreachable = (error: unknown): unknown =>
  error instanceof Failure && error.problem.code === "tool-failed"
    ? new Failure({
        ...error.problem,
        code: unreachableCode,
        hint: "Check the URL of the axis' 'git', the network, and that git can log in without asking.",
        cause: error,
      })
    : error;

const releaseOf = (name: string, tag: Tag, scheme: Scheme): Release => ({
  name,
  ...tag,
  ...(parseVersion(name, scheme)?.prerelease ? { prerelease: true } : {}),
});
