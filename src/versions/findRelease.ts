import { inputFailure } from "../util/problem";
import { sameRelease } from "./compare";
import { withoutV } from "./git/tagNames";
import type { Axis, LeftOut, Release, Version } from "./types";

export const versionOfRelease = (axis: Axis, release: Release): Version => ({
  axis: axis.name,
  name: release.name,
  kind: "release",
  order: { scheme: axis.scheme, nearest: release.name, after: 0 },
  ref: release.ref ?? release.name,
  ...(release.commit === undefined ? {} : { commit: release.commit }),
  ...(release.date === undefined ? {} : { date: release.date }),
  release,
});

/** By name, by tag, or by a text that is the same version; one that is yanked or so, only exactly. */
export const findRelease = (axis: Axis, wanted: string): Release | undefined => {
  const named = sameAs(axis, wanted, axis.releases, (release) => release);
  if (named) return named;
  const left = sameAs(axis, wanted, axis.leftOut, ({ release }) => release);
  if (left === undefined || mayBeNamed(left)) return left?.release;
  const why = left.because === "range" ? `is outside its range ${axis.range}` : "is excluded";
  throw inputFailure("unknown-version", `Version '${wanted}' of axis '${axis.name}' exists, but ${why}`, {
    hint: `Change '${left.because === "range" ? "range" : "exclude"}' of the axis, or choose another version.`,
  });
};

const mayBeNamed = ({ because }: LeftOut): boolean => because !== "range" && because !== "excluded";

const sameAs = <T>(
  axis: Axis,
  wanted: string,
  things: readonly T[],
  releaseOf: (thing: T) => Release,
): T | undefined => {
  const plain = withoutV(wanted);
  return (
    things.find((thing) => releaseOf(thing).name === wanted || releaseOf(thing).ref === wanted) ??
    things.find((thing) => releaseOf(thing).name === plain) ??
    (/^\d/.test(plain)
      ? things.find((thing) => sameRelease(releaseOf(thing).name, plain, axis.scheme))
      : undefined)
  );
};
