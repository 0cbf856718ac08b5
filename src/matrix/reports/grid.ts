import type { MatrixReport } from "../report";
import type { CellResult } from "../types";
import { idOf } from "./words";

export interface Grid {
  /** Of the axes beyond the last two, with the versions that this grid holds. */
  readonly fixed: readonly (readonly [axis: string, version: string])[];
  readonly rowAxis: string | undefined;
  readonly columnAxis: string;
  readonly columns: readonly string[];
  readonly rows: readonly GridRow[];
}

export interface GridRow {
  readonly name: string;
  /** Undefined where the cell was not run. */
  readonly cells: readonly (CellResult | undefined)[];
}

/** The last axis in columns and the one before in rows; a grid for each assignment of the others. */
export const gridsOf = ({ axes, cells }: Pick<MatrixReport, "axes" | "cells">): readonly Grid[] => {
  const [columnAxis, rowAxis] = [axes.at(-1), axes.at(-2)];
  if (columnAxis === undefined) return [];
  const byId = new Map(cells.map((cell) => [idOf(cell), cell]));
  return assignments(axes.slice(0, -2)).map((fixed) => ({
    fixed,
    rowAxis: rowAxis?.name,
    columnAxis: columnAxis.name,
    columns: columnAxis.versions,
    rows: (rowAxis?.versions ?? [""]).map((row) => ({
      name: row,
      cells: columnAxis.versions.map((column) => {
        const place: Grid["fixed"] = [
          ...fixed,
          ...(rowAxis ? [[rowAxis.name, row] as const] : []),
          [columnAxis.name, column],
        ];
        return byId.get(idOf({ versions: Object.fromEntries(place) }));
      }),
    })),
  }));
};

const assignments = (axes: MatrixReport["axes"]): readonly Grid["fixed"][] =>
  axes.reduce<readonly Grid["fixed"][]>(
    (all, { name, versions }) =>
      all.flatMap((fixed) => versions.map((version): Grid["fixed"] => [...fixed, [name, version]])),
    [[]],
  );
