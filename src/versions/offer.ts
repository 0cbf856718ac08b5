import { inputFailure } from "../util/problem";
import { plural } from "../util/text";
import { sameRelease } from "./compare";
import { parseVersion } from "./order/scheme";
import { parseRange, type Range } from "./range";
import { nameSatisfies } from "./satisfies";
import type { Axis, AxisSpec, LeftOut, LeftOutBecause, Release, Scheme } from "./types";

/** What a source says there is, ascending. */
export interface Found {
  readonly scheme: Scheme;
  readonly releases: readonly Release[];
  readonly notes: readonly string[];
  readonly shallow?: true;
}

/** Which of the releases an axis offers, and why not the others. */
export const offer = (spec: AxisSpec, found: Found): Axis => {
  const judge = judgeOf(spec, found.scheme);
  const judged = found.releases.map((release) => ({ release, because: judge(release) }));
  const strict = split(judged);
  // PEP 440's own rule, and what one wants of a package whose every release is one of these.
  const lenient = strict.releases.length > 0 ? undefined : onlyUnwanted(judged);
  const { releases, leftOut } = lenient ?? strict;
  return {
    name: spec.name,
    scheme: found.scheme,
    source: spec.source,
    releases,
    leftOut,
    aliases: spec.aliases ?? {},
    ...(spec.default === undefined ? {} : { default: spec.default }),
    ...(spec.range === undefined ? {} : { range: spec.range }),
    ...(spec.exclude === undefined ? {} : { exclude: spec.exclude }),
    ...(spec.prereleases === undefined ? {} : { prereleases: spec.prereleases }),
    ...(found.shallow === undefined ? {} : { shallow: found.shallow }),
    notes: lenient ? [...found.notes, lenient.note] : found.notes,
  };
};

interface Judged {
  readonly release: Release;
  readonly because: LeftOutBecause | undefined;
}

const judgeOf = (spec: AxisSpec, scheme: Scheme): ((release: Release) => LeftOutBecause | undefined) => {
  const range = spec.range === undefined ? [] : rangeOf(spec.name, spec.range);
  const excluded = (spec.exclude ?? []).map((text) => rangeOf(spec.name, text));
  const named = namedExactly(spec, range);
  const prereleases = spec.prereleases ?? range.some(({ bound }) => parseVersion(bound, scheme)?.prerelease);
  const isNamed = (release: Release): boolean =>
    named.some((name) => name === release.name || sameRelease(name, release.name, scheme));
  return (release) => {
    if (excluded.some((conditions) => nameSatisfies(release.name, scheme, conditions))) return "excluded";
    if (!nameSatisfies(release.name, scheme, range)) return "range";
    const unwanted = unwantedBecause(release, prereleases);
    return unwanted !== undefined && isNamed(release) ? undefined : unwanted;
  };
};

const unwantedBecause = (release: Release, prereleases: boolean): LeftOutBecause | undefined => {
  if (release.yanked !== undefined) return "yanked";
  if (release.deprecated !== undefined) return "deprecated";
  return release.prerelease && !prereleases ? "prerelease" : undefined;
};

/** A list, an alias, a default or `==1.0rc1` names one release and means it. */
const namedExactly = (spec: AxisSpec, range: Range): readonly string[] => [
  ...(spec.source.kind === "list" ? spec.source.versions : []),
  ...Object.values(spec.aliases ?? {}),
  ...(spec.default === undefined ? [] : [spec.default]),
  ...range.flatMap(({ operator, bound, prefix }) => (operator === "==" && !prefix ? [bound] : [])),
];

const split = (judged: readonly Judged[]): { releases: readonly Release[]; leftOut: readonly LeftOut[] } => ({
  releases: judged.flatMap(({ release, because }) => (because === undefined ? [release] : [])),
  leftOut: judged.flatMap(({ release, because }) => (because === undefined ? [] : [{ release, because }])),
});

const onlyUnwanted = (
  judged: readonly Judged[],
): { releases: readonly Release[]; leftOut: readonly LeftOut[]; note: string } | undefined => {
  for (const [because, words] of [
    ["prerelease", "a pre-release"],
    ["deprecated", "deprecated"],
  ] as const) {
    const all = split(judged.map((one) => (one.because === because ? { ...one, because: undefined } : one)));
    if (all.releases.length > 0)
      return {
        ...all,
        note: `${plural(all.releases.length, "release")}, each ${words}: offered because there is no other`,
      };
  }
  return undefined;
};

const rangeOf = (axis: string, text: string): Range => {
  const range = parseRange(text);
  if (range.ok) return range.value;
  throw inputFailure("bad-range", `The range '${text}' of axis '${axis}' can't be read: ${range.error}`);
};
