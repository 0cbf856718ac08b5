import { inputFailure } from "../../util/problem";
import { parseVersion, schemeOfMost, sortedBy } from "../order/scheme";
import type { Scheme } from "../types";

/** The version that a tag names, or undefined for a tag that names none. */
export type VersionOfTag = (tag: string) => string | undefined;

export const versionOfTag = (axis: string, match: string | undefined): VersionOfTag => {
  if (match === undefined) return (tag) => (/^v?\d/i.test(tag) ? withoutV(tag) : undefined);
  const pattern = compiled(axis, match);
  return (tag) => {
    const found = pattern.exec(tag);
    if (!found) return undefined;
    const captured = found.groups?.["version"] ?? found[1];
    return withoutV(captured ?? tag);
  };
};

export interface Named<T> {
  readonly name: string;
  readonly tag: T;
}

/** Ascending, one tag for each version; odd tags are left out. */
export const releasesOfTags = <T extends { readonly ref: string }>(
  tags: readonly T[],
  nameOf: VersionOfTag,
  known?: Scheme,
): { scheme: Scheme; named: readonly Named<T>[] } => {
  const candidates = tags.flatMap((tag) => {
    const name = nameOf(tag.ref);
    return name === undefined || name === "" ? [] : [{ name, tag }];
  });
  const scheme = known ?? schemeOfMost(candidates.map(({ name }) => name));
  const plainFirst = candidates.sort(
    (a, b) => plainness(a) - plainness(b) || (a.tag.ref < b.tag.ref ? -1 : 1),
  );
  const kept = new Map<string, Named<T>>();
  for (const candidate of plainFirst) {
    const key = JSON.stringify(keyOf(candidate.name, scheme));
    if (!kept.has(key)) kept.set(key, candidate);
  }
  return { scheme, named: sortedBy([...kept.values()], ({ name }) => name, scheme) };
};

export const withoutV = (text: string): string => text.replace(/^v(?=\d)/i, "");

/** `1.0.0` before `v1.0.0`, and both before `1.0.0` as part of a longer tag. */
const plainness = ({ name, tag }: Named<{ readonly ref: string }>): number => {
  if (tag.ref === name) return 0;
  return withoutV(tag.ref) === name ? 1 : 2;
};

const keyOf = (name: string, scheme: Scheme): unknown => {
  const parsed = parseVersion(name, scheme);
  return parsed && scheme !== "loose" ? [parsed.key, parsed.local] : name;
};

const compiled = (axis: string, match: string): RegExp => {
  try {
    return new RegExp(match);
  } catch (error) {
    throw inputFailure("bad-match", `The 'match' of axis '${axis}' is not a regular expression: ${match}`, {
      hint: error instanceof Error ? error.message : String(error),
      cause: error,
    });
  }
};
