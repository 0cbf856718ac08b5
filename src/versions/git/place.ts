import type { RunTool } from "../../processes/types";
import type { Axis, Order } from "../types";
import { commitsBetween, isShallow, mergedTags } from "./calls";
import { releasesOfTags, versionOfTag } from "./tagNames";

/**
 * The highest release that a commit's history contains, and how far the commit is from it. Unlike
 * `git describe` this obeys the axis' own `match`, which a glob can't say, and prefers the highest
 * release to the one with the fewest commits between.
 */
export const orderOfCommit = async (
  axis: Axis,
  repo: string,
  commit: string,
  run: RunTool,
  signal: AbortSignal,
): Promise<Order> => {
  const match = axis.source.kind === "git" ? axis.source.match : undefined;
  const tags = await run(mergedTags(repo, commit), { signal });
  const { named } = releasesOfTags(
    tags.map((ref) => ({ ref })),
    versionOfTag(axis.name, match),
    axis.scheme,
  );
  const nearest = named.at(-1);
  if (nearest) {
    const after = await run(commitsBetween(repo, `refs/tags/${nearest.tag.ref}`, commit), { signal });
    return { scheme: axis.scheme, nearest: nearest.name, after };
  }
  const known = axis.releases.length + axis.leftOut.length > 0;
  const below = known && !(await run(isShallow(repo), { signal }));
  return { scheme: axis.scheme, beyond: below ? "below" : "above" };
};
