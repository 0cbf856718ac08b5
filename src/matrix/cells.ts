import { inputFailure } from "../util/problem";
import type { Version } from "../versions/types";
import type { Cell } from "./types";

/** An axis that varies, with what of it is tried. */
export interface Varied {
  readonly name: string;
  readonly versions: readonly VariedVersion[];
}

export interface VariedVersion {
  readonly name: string;
  /** Undefined where nobody has it; then `why` says so. */
  readonly version: Version | undefined;
  readonly why?: string;
}

/** All assignments; the last axis varies fastest, so that neighbours share what the others need. */
export const cellsOf = (axes: readonly Varied[]): readonly Cell[] => {
  const places = axes.reduce<readonly (readonly number[])[]>(
    (all, { versions }) => all.flatMap((place) => versions.map((_, index) => [...place, index])),
    [[]],
  );
  return places.map((at) => cellAt(axes, at));
};

export const cellAt = (axes: readonly Varied[], at: readonly number[]): Cell => {
  const named = axes.map(({ name, versions }, index) => [name, nameAt(versions, at[index] ?? -1)] as const);
  return cellOf(Object.fromEntries(named));
};

export const cellOf = (versions: Readonly<Record<string, string>>): Cell => ({
  id: Object.entries(versions)
    .map(([axis, version]) => `${axis}=${version}`)
    .join(" "),
  versions,
});

export const sizeOf = (axes: readonly Varied[]): number =>
  axes.reduce((product, { versions }) => product * versions.length, 1);

const nameAt = (versions: readonly VariedVersion[], index: number): string => {
  const version = versions[index];
  if (version) return version.name;
  throw inputFailure("no-such-cell", `There is no version ${index} on this axis`);
};
