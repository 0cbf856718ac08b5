import { problemsFailure } from "../emulation/prepare";
import { settle } from "../scenario/settle";
import { findRelease, versionOfRelease } from "../versions/findRelease";
import type { Version } from "../versions/types";
import type { Products } from "./broken";
import { namesOf, type OpenMatrix } from "./openMatrix";
import type { Cell, PlannedCell } from "./types";

/** What a cell comes to; a mistake in the scenario shows here, before anything runs. */
export const planCell = (matrix: OpenMatrix, cell: Cell): PlannedCell => {
  const versions: Record<string, Version> = { ...matrix.held };
  for (const [axis, name] of Object.entries(cell.versions)) {
    const found = versionNamed(matrix, axis, name);
    if (typeof found === "string") return { cell, absent: { code: "unknown-version", message: found } };
    versions[axis] = found;
  }
  const { swap, folder } = matrix.choice;
  const settled = settle(matrix.scenario, { versions, swap, folder });
  if (!settled.ok) throw problemsFailure(settled.error);
  return { cell, settled: settled.value };
};

export const productsOf = (open: OpenMatrix): Products => ({
  groups: open.matrix.self,
  varied: open.axes.map(({ name }) => name),
  held: namesOf(open.held),
  has: (axis, version) => typeof versionNamed(open, axis, version) !== "string",
});

/** Or why nobody has it. */
export const versionNamed = (
  { axes, held, offered, found }: OpenMatrix,
  axis: string,
  name: string,
): Version | string => {
  const varied = axes.find((one) => one.name === axis)?.versions.find((one) => one.name === name);
  if (varied) return varied.version ?? varied.why ?? nobodyHas(axis, name);
  const kept = held[axis]?.name === name ? held[axis] : found.get(`${axis}=${name}`);
  if (kept) return kept;
  const known = offered.find((one) => one.name === axis);
  const release = known && findRelease(known, name);
  return known && release ? versionOfRelease(known, release) : nobodyHas(axis, name);
};

const nobodyHas = (axis: string, name: string): string => `${axis} has no version ${name}`;
