import type { RunTool } from "../../processes/types";
import type { Axis, Order } from "../types";
import { type Commit, commitsBetween, isShallow, mergedTags } from "./calls";
import { newestSideRelease } from "./sideRelease";
import { releasesOfTags, versionOfTag } from "./tagNames";

/**
 * The highest release that a commit's history contains, and how far the commit is from it. Unlike
 * `git describe` this obeys the axis' own `match`, which a glob can't say, and prefers the highest
 * release to the one with the fewest commits between.
 */
export const orderOfCommit = async (
  axis: Axis,
  repo: string,
  head: Commit,
  run: RunTool,
  signal: AbortSignal,
): Promise<Order> => {
  const { scheme } = axis;
  const match = axis.source.kind === "git" ? axis.source.match : undefined;
  const tags = await run(mergedTags(repo, head.commit), { signal });
  const { named } = releasesOfTags(
    tags.map((ref) => ({ ref })),
    versionOfTag(axis.name, match),
    scheme,
  );
  const top = named.at(-1);
  const nearest = top && { ref: top.tag.ref, name: top.name };
  const after =
    nearest && (await run(commitsBetween(repo, `refs/tags/${nearest.ref}`, head.commit), { signal }));
  if (nearest && after === 0) return { scheme, nearest: nearest.name, after };
  const side = await newestSideRelease(axis, repo, head, nearest, run, signal);
  if (side) return { scheme, nearest: side.name, after: side.after };
  if (nearest && after !== undefined) return { scheme, nearest: nearest.name, after };
  const known = axis.releases.length + axis.leftOut.length > 0;
  return { scheme, beyond: known && !(await run(isShallow(repo), { signal })) ? "below" : "above" };
};
