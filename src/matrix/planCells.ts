import { problemsFailure } from "../emulation/prepare";
import { settle } from "../scenario/settle";
import type { Version } from "../versions/types";
import type { VariedVersion } from "./cells";
import type { OpenMatrix } from "./openMatrix";
import type { Cell, PlannedCell } from "./types";

/** What a cell comes to; a mistake in the scenario shows here, before anything runs. */
export const planCell = (matrix: OpenMatrix, cell: Cell): PlannedCell => {
  const at = versionsAt(matrix, cell);
  const gone = at.find(({ version }) => version.version === undefined);
  if (gone) {
    const message = gone.version.why ?? `${gone.axis} has no version ${gone.version.name}`;
    return { cell, absent: { code: "unknown-version", message } };
  }
  const versions: Record<string, Version> = { ...matrix.held };
  for (const { axis, version } of at) if (version.version) versions[axis] = version.version;
  const { swap, folder } = matrix.choice;
  const settled = settle(matrix.scenario, { versions, swap, folder });
  if (!settled.ok) throw problemsFailure(settled.error);
  return { cell, settled: settled.value };
};

const versionsAt = (
  { axes }: OpenMatrix,
  cell: Cell,
): readonly { readonly axis: string; readonly version: VariedVersion }[] =>
  axes.flatMap(({ name, versions }, index) => {
    const version = versions[cell.at[index] ?? -1];
    return version === undefined ? [] : [{ axis: name, version }];
  });
