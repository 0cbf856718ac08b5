import { selfCells } from "./broken";
import type { OpenMatrix } from "./openMatrix";
import { productsOf } from "./planCells";
import type { Cell, CellResult } from "./types";

export interface Again {
  /** What runs anew. */
  readonly run: readonly Cell[];
  /** Cells that were broken because of one that runs anew: red, until that has said whether they still are. */
  readonly reds: readonly (readonly [Cell, CellResult])[];
}

/**
 * What follows from running these cells again. A broken one depends on a version's try with itself: it asks for
 * that as well, or it would be broken for ever; and what such a try had broken is judged anew with it. Cells that
 * share one state only mean something in their order, from the first one on.
 */
export const againOf = (
  open: OpenMatrix,
  results: ReadonlyMap<string, CellResult>,
  cells: readonly Cell[],
  all: readonly Cell[],
): Again => {
  if (open.matrix.state === "kept") return { run: all, reds: [] };
  const products = productsOf(open);
  const brokenBy = ({ id, versions }: Cell): readonly Cell[] => {
    const { verdict, brokenVersion } = results.get(id) ?? {};
    if (verdict !== "broken") return [];
    return selfCells(products, { id, versions }).flatMap((own) =>
      own.version === brokenVersion ? [own.cell] : [],
    );
  };
  const run = new Map([...cells, ...cells.flatMap(brokenBy)].map((cell) => [cell.id, cell]));
  const reds = [...results].flatMap(([id, result]): readonly (readonly [Cell, CellResult])[] => {
    const cell = { id, versions: result.versions };
    if (run.has(id) || !brokenBy(cell).some((own) => run.has(own.id))) return [];
    const { brokenVersion: _, ...rest } = result;
    return [[cell, { ...rest, verdict: "red" }]];
  });
  return { run: [...run.values()], reds };
};
