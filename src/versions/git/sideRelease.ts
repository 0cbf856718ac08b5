import type { RunTool } from "../../processes/types";
import { compareTexts, sortedBy } from "../order/scheme";
import type { Axis, Release } from "../types";
import { commitsBetween, contains, divergence, mergeBase } from "./calls";

export interface Nearest {
  readonly ref: string;
  readonly name: string;
}

export interface SideRelease {
  readonly name: string;
  readonly after: number;
}

/**
 * Projects that cut each release on a branch of its own never have the tags in the history of their main
 * branch; git would say that today's work follows a release of years ago. A release whose branch left this
 * history after the nearest tag in it, and went on for no longer than this history did, lies below too.
 */
export const newestSideRelease = async (
  axis: Axis,
  repo: string,
  head: { readonly commit: string; readonly date: string },
  nearest: Nearest | undefined,
  run: RunTool,
  signal: AbortSignal,
): Promise<SideRelease | undefined> => {
  const all = [...axis.releases, ...axis.leftOut.map(({ release }) => release)];
  const known = sortedBy(all, ({ name }) => name, axis.scheme).reverse();
  const candidates = known.flatMap((release, at) => {
    const above = nearest === undefined || compareTexts(release.name, nearest.name, axis.scheme) > 0;
    return above && isBefore(release, head.date) ? [{ release, previous: known[at + 1] }] : [];
  });
  for (const { release, previous } of candidates.slice(0, tries)) {
    const found = await lyingBelow(release, previous, repo, head.commit, nearest, run, signal);
    if (found) return found;
  }
  return undefined;
};

/** On a maintenance branch newer lines are all tried in vain; more than a few would only cost time. */
const tries = 4;

const isBefore = ({ date }: Release, moment: string): boolean =>
  date !== undefined && Date.parse(date) <= Date.parse(moment);

const lyingBelow = async (
  release: Release,
  previous: Release | undefined,
  repo: string,
  commit: string,
  nearest: Nearest | undefined,
  run: RunTool,
  signal: AbortSignal,
): Promise<SideRelease | undefined> => {
  const tag = tagOf(release);
  const { left, right } = await run(divergence(repo, tag, commit), { signal });
  if (left > right) return undefined;
  // Where releases follow one another, this one is ahead of us on the main branch.
  if (previous && (await run(contains(repo, tag, tagOf(previous)), { signal }))) return undefined;
  if (nearest) {
    const fork = await run(mergeBase(repo, tag, commit), { signal });
    const since = fork && (await run(commitsBetween(repo, `refs/tags/${nearest.ref}`, fork), { signal }));
    if (!since) return undefined;
  }
  return { name: release.name, after: right };
};

const tagOf = ({ ref, name }: Release): string => `refs/tags/${ref ?? name}`;
