import { cellOf } from "./cells";
import type { Cell, CellResult } from "./types";

export interface OwnCell {
  readonly version: string;
  readonly cell: Cell;
}

/** What `selfCells` needs of a matrix: which axes are one product, and what else has a version. */
export interface Products {
  readonly groups: readonly (readonly string[])[];
  readonly varied: readonly string[];
  /** Axes that keep one version, with it. */
  readonly held: Readonly<Record<string, string>>;
  readonly has: (axis: string, version: string) => boolean;
}

/**
 * Where axes are one product, a version that fails even with itself says nothing about a border. These are the
 * cells to ask: for each group of such axes, each of the cell's versions with itself, all else as it is.
 */
export const selfCells = (products: Products, cell: Cell): readonly OwnCell[] => {
  const versions = { ...products.held, ...cell.versions };
  return products.groups.flatMap((group) => {
    const members = group.filter((axis) => Object.hasOwn(versions, axis));
    if (members.length < 2) return [];
    const names = new Set(members.flatMap((axis) => versions[axis] ?? []));
    return [...names].flatMap((version) => {
      if (!members.every((axis) => products.has(axis, version))) return [];
      const own = Object.fromEntries(members.map((axis) => [axis, version]));
      return [{ version, cell: told({ ...versions, ...own }, products) }];
    });
  });
};

/** Without what is held anyway, so that a cell of the matrix is known as such. */
const told = (versions: Readonly<Record<string, string>>, { varied, held }: Products): Cell =>
  cellOf(
    Object.fromEntries([
      ...varied.map((axis) => [axis, versions[axis] ?? ""]),
      ...Object.entries(versions).filter(([axis, name]) => !varied.includes(axis) && held[axis] !== name),
    ]),
  );

/** A red cell in the light of its versions' own cells. */
export const inLightOf = (
  result: CellResult,
  own: readonly { readonly version: string; readonly result: CellResult | undefined }[],
): CellResult => {
  if (result.verdict !== "red") return result;
  const broken = own.find((one) => one.result?.verdict === "red" || one.result?.verdict === "broken");
  return broken === undefined ? result : { ...result, verdict: "broken", brokenVersion: broken.version };
};
