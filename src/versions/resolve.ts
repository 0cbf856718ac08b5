import { type Found, offer } from "./offer";
import { gitReleases } from "./sources/git";
import { imageReleases } from "./sources/image";
import { listReleases } from "./sources/list";
import { npmReleases } from "./sources/npm";
import { pypiReleases } from "./sources/pypi";
import type { Axis, AxisSpec } from "./types";
import type { VersionsWorld } from "./world";

/** What an axis offers: its releases in order, with dates where the source knows them. */
export const resolveAxis = async (spec: AxisSpec, world: VersionsWorld, signal: AbortSignal): Promise<Axis> =>
  offer(spec, await releasesOf(spec, world, signal));

/** Axes of one source, as those tied by `like` are, ask it once. */
export const resolveAxes = (
  specs: readonly AxisSpec[],
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Axis[]> => {
  const asked = new Map<string, Promise<Found>>();
  return Promise.all(
    specs.map(async (spec) => {
      const source = JSON.stringify(spec.source);
      const found = asked.get(source) ?? releasesOf(spec, world, signal);
      asked.set(source, found);
      return offer(spec, await found);
    }),
  );
};

const releasesOf = async (spec: AxisSpec, world: VersionsWorld, signal: AbortSignal): Promise<Found> => {
  const { source } = spec;
  switch (source.kind) {
    case "list":
      return listReleases(source.versions);
    case "git":
      return gitReleases(spec.name, source, world, signal);
    case "pypi":
      return pypiReleases(source.name, world, signal);
    case "npm":
      return npmReleases(source.name, world, signal);
    case "image":
      return imageReleases(source.name, world, signal);
  }
};
