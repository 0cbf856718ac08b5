import { inputFailure } from "../../util/problem";
import { choose } from "../../versions/choose";
import { compareVersions } from "../../versions/compare";
import { versionOfRelease } from "../../versions/findRelease";
import type { Axis, Version } from "../../versions/types";
import type { VersionsWorld } from "../../versions/world";
import type { Answer } from "./halve";

export interface Ends {
  readonly good: Version;
  readonly bad: Version;
}

export interface WishedEnds {
  readonly good: string | undefined;
  readonly bad: string | undefined;
}

export interface EndsWorld {
  readonly versions: VersionsWorld;
  readonly signal: AbortSignal;
  readonly ask: (version: Version) => Promise<Answer>;
}

/** The ends that were named; for one that wasn't, the newest or the oldest release that answers so. */
export const findEnds = async (axis: Axis, wished: WishedEnds, world: EndsWorld): Promise<Ends> => {
  const named = async (name: string | undefined): Promise<Version | undefined> =>
    name === undefined ? undefined : choose(axis, name, world.versions, world.signal);
  const [good, bad] = await Promise.all([named(wished.good), named(wished.bad)]);
  if (good && bad && compareVersions(good, bad) === 0) throw sameEnds(axis, good);
  return {
    good: good ?? (await extreme(axis, "good", bad, world)),
    bad: bad ?? (await extreme(axis, "bad", good, world)),
  };
};

const extreme = async (
  axis: Axis,
  wanted: "good" | "bad",
  other: Version | undefined,
  { ask }: EndsWorld,
): Promise<Version> => {
  const [oldest, newest] = [axis.releases[0], axis.releases.at(-1)];
  const candidates = [newest, oldest].flatMap((release) =>
    release ? [versionOfRelease(axis, release)] : [],
  );
  for (const version of candidates) {
    if (version.name !== other?.name && (await ask(version)) === wanted) return version;
  }
  throw noEnd(axis, wanted, candidates);
};

const noEnd = (axis: Axis, wanted: "good" | "bad", tried: readonly Version[]): Error => {
  const names = [...new Set(tried.map(({ name }) => name))].join(" nor ");
  const verdict = wanted === "good" ? "green" : "red";
  return inputFailure(
    "no-end",
    names === ""
      ? `The axis ${axis.name} has no releases`
      : `Neither ${names} of ${axis.name} is ${verdict}, so there is no ${wanted} end to begin with`,
    { hint: `Name a version that is ${verdict}: --${wanted} VERSION. backcompat matrix finds one.` },
  );
};

const sameEnds = (axis: Axis, { name }: Version): Error =>
  inputFailure("same-ends", `${name} of ${axis.name} can't be good and bad`, {
    hint: "Name two versions, one that works and one that doesn't.",
  });

/** From the good end to the bad one, whichever is newer. */
export const lineBetween = (axis: Axis, { good, bad }: Ends): readonly Version[] => {
  const upwards = compareVersions(good, bad) < 0;
  const [older, newer] = upwards ? [good, bad] : [bad, good];
  const between = axis.releases
    .map((release) => versionOfRelease(axis, release))
    .filter((one) => compareVersions(older, one) < 0 && compareVersions(one, newer) < 0);
  const line = [older, ...between, newer];
  return upwards ? line : line.reverse();
};
