import type { Varied } from "./cells";
import { cellAt } from "./cells";
import type { Cell, CellResult } from "./types";

/**
 * Where axes are one product, a version that fails even with itself says nothing about a border. These are the
 * cells to ask: for each group of such axes, each of the cell's versions with itself, all else as it is.
 */
export const selfCells = (
  axes: readonly Varied[],
  groups: readonly (readonly string[])[],
  cell: Cell,
): readonly { readonly version: string; readonly cell: Cell }[] =>
  groups.flatMap((group) => {
    const members = axes.flatMap(({ name }, index) => (group.includes(name) ? [index] : []));
    if (members.length < 2) return [];
    const versions = new Set(members.map((index) => axes[index]?.versions[cell.at[index] ?? -1]?.name));
    return [...versions].flatMap((version) => {
      const own = version === undefined ? undefined : withItself(axes, members, version, cell);
      return own === undefined || version === undefined ? [] : [{ version, cell: own }];
    });
  });

const withItself = (
  axes: readonly Varied[],
  members: readonly number[],
  version: string,
  cell: Cell,
): Cell | undefined => {
  const at = cell.at.map((place, index) =>
    members.includes(index) ? (axes[index]?.versions.findIndex(({ name }) => name === version) ?? -1) : place,
  );
  return at.includes(-1) ? undefined : cellAt(axes, at);
};

/** A red cell in the light of its versions' own cells. */
export const inLightOf = (
  result: CellResult,
  own: readonly { readonly version: string; readonly result: CellResult | undefined }[],
): CellResult => {
  if (result.verdict !== "red") return result;
  const broken = own.find((one) => one.result?.verdict === "red" || one.result?.verdict === "broken");
  return broken === undefined ? result : { ...result, verdict: "broken", brokenVersion: broken.version };
};
