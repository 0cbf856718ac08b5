import { linesAlong, type SaidAt, type Says } from "./boundary";
import { cellAt, type Varied } from "./cells";
import type { CellResult } from "./types";

/** Two neighbours on one axis that differ; between them lies nothing that could say more. */
export interface Border {
  readonly axis: string;
  readonly green: Readonly<Record<string, string>>;
  readonly red: Readonly<Record<string, string>>;
}

export const saysOf = (result: CellResult | undefined): Says | undefined => {
  if (result === undefined) return undefined;
  return result.verdict === "green" || result.verdict === "red" ? result.verdict : "nothing";
};

export const saidBy =
  (axes: readonly Varied[], results: ReadonlyMap<string, CellResult>): SaidAt =>
  (place) =>
    saysOf(results.get(cellAt(axes, place).id));

export const bordersOf = (axes: readonly Varied[], said: SaidAt): readonly Border[] => {
  const sizes = axes.map(({ versions }) => versions.length);
  return axes.flatMap(({ name }, axis) =>
    linesAlong(sizes, axis).flatMap((line) => onLine(axes, name, sizes[axis] ?? 0, line, said)),
  );
};

const onLine = (
  axes: readonly Varied[],
  axis: string,
  size: number,
  line: (at: number) => readonly number[],
  said: SaidAt,
): readonly Border[] => {
  const borders: Border[] = [];
  let before: number | undefined;
  for (let at = 0; at < size; at++) {
    const says = said(line(at));
    // What nobody asked may hide the border anywhere.
    if (says === undefined) before = undefined;
    if (says !== "green" && says !== "red") continue;
    if (before !== undefined && said(line(before)) !== says) {
      const [one, other] = [cellAt(axes, line(before)).versions, cellAt(axes, line(at)).versions];
      borders.push(says === "red" ? { axis, green: one, red: other } : { axis, green: other, red: one });
    }
    before = at;
  }
  return borders;
};
