import type { Varied } from "../../matrix/cells";
import { cellsOf } from "../../matrix/cells";
import type { Cell, CellResult } from "../../matrix/types";

/** A version of the first axis, with its cells; or the cells alone, where only one axis varies. */
export interface CellGroup {
  readonly id: string;
  readonly label: string;
  readonly cells: readonly LabelledCell[];
}

export interface LabelledCell {
  readonly cell: Cell;
  readonly label: string;
}

export const groupsOf = (axes: readonly Varied[]): readonly CellGroup[] => {
  const [first, ...others] = axes;
  if (first === undefined) return [];
  const cells = cellsOf(axes);
  if (others.length === 0)
    return [{ id: "", label: "", cells: cells.map((cell) => ({ cell, label: labelOf(cell, axes) })) }];
  return first.versions.map(({ name }) => ({
    id: `${first.name}=${name}`,
    label: `${first.name} ${name}`,
    cells: cells
      .filter(({ versions }) => versions[first.name] === name)
      .map((cell) => ({ cell, label: labelOf(cell, others) })),
  }));
};

const labelOf = ({ versions }: Cell, axes: readonly Varied[]): string =>
  axes.map(({ name }) => `${name} ${versions[name]}`).join(", ");

export type Outcome =
  | { readonly kind: "passed" | "failed"; readonly text: string }
  /** It says nothing about whether the versions get along. */
  | { readonly kind: "skipped" }
  | { readonly kind: "errored"; readonly text: string };

/** What the explorer shows of a verdict. */
export const outcomeOf = (result: CellResult, said: readonly string[], why: string | undefined): Outcome => {
  const text = [why, ...said].filter((line) => line !== undefined).join("\n");
  switch (result.verdict) {
    case "green":
      return result.wasExpected === undefined ? { kind: "passed", text } : { kind: "failed", text };
    case "red":
      return result.expected === undefined ? { kind: "failed", text } : { kind: "passed", text };
    case "flaky":
      return { kind: "failed", text: text || "it changed its mind" };
    case "cancelled":
      return { kind: "errored", text: text || "it was stopped" };
    default:
      return { kind: "skipped" };
  }
};
