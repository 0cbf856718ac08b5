import { inputFailure } from "../util/problem";
import { nearestFew } from "../util/text";

/** What git could take for an option or not take at all is refused before git sees it. */
export const checkRefName = (ref: string): string => {
  const odd = [...ref].some((character) => character < " " || character === "\u007f");
  if (ref === "" || ref.startsWith("-") || odd)
    throw inputFailure("bad-ref", `${JSON.stringify(ref)} can't be a tag, branch or commit`, {
      hint: "Name a tag, a branch or a commit.",
    });
  return ref;
};

/** It may be a commit that the repository doesn't have, which git must not fetch into a person's clone. */
export const looksLikeCommit = (ref: string): boolean => /^[0-9a-f]{4,64}$/i.test(ref);

export const isFullCommit = (ref: string): boolean => /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref);

export const shownRef = (ref: string): string => (isFullCommit(ref) ? ref.slice(0, 12) : ref);

/** `refs/tags/v1` → `v1`, `refs/remotes/origin/main` → `origin/main`. */
export const shortName = (name: string): string => name.replace(/^refs\/(tags|heads|remotes)\//, "");

/** The names that were probably meant: a prefix or a part counts as near, then a few changed letters. */
export const nearestRefs = (ref: string, names: Iterable<string>, count = 3): string[] => {
  const known = [...new Set([...names].map(shortName))];
  const lower = ref.toLowerCase();
  const containing = known.filter((name) => {
    const bare = name.toLowerCase();
    return bare !== "" && (bare.endsWith(lower) || lower.endsWith(bare));
  });
  return [...new Set([...containing.slice(0, count), ...nearestFew(ref, known, count)])].slice(0, count);
};
