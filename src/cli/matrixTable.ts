import type { MatrixReport } from "../matrix/report";
import { type Grid, gridsOf } from "../matrix/reports/grid";
import { signs } from "../matrix/reports/words";
import type { CellResult, CellVerdict } from "../matrix/types";
import type { Colour, Terminal } from "./terminal";

export const matrixTable = (report: MatrixReport, terminal: Terminal): string[] =>
  gridsOf(report).flatMap((grid) => [
    ...(grid.fixed.length === 0
      ? []
      : ["", grid.fixed.map(([axis, version]) => `${axis} ${version}`).join(", ")]),
    ...oneTable(grid, terminal),
  ]);

const oneTable = ({ rowAxis, columnAxis, columns, rows }: Grid, terminal: Terminal): string[] => {
  const corner = rowAxis === undefined ? columnAxis : `${rowAxis} ↓ ${columnAxis} →`;
  const first = Math.max(corner.length, ...rows.map(({ name }) => name.length));
  const widths = columns.map((name) => Math.max(name.length, 2));
  const line = (start: string, marks: readonly string[]): string =>
    [start.padEnd(first), ...marks].join("  ").trimEnd();
  return [
    line(
      corner,
      columns.map((name, index) => name.padStart(widths[index] ?? 2)),
    ),
    ...rows.map(({ name, cells }) =>
      line(
        name,
        cells.map((cell, index) => `${" ".repeat((widths[index] ?? 2) - 1)}${mark(cell, terminal)}`),
      ),
    ),
  ];
};

const mark = (result: CellResult | undefined, terminal: Terminal): string => {
  if (result === undefined) return " ";
  const known = result.verdict === "red" && result.expected !== undefined;
  return paintedSign(result.verdict, terminal, known ? "x" : signs[result.verdict]);
};

export const paintedSign = (verdict: CellVerdict, terminal: Terminal, sign = signs[verdict]): string =>
  terminal.paint(colours[verdict], sign);

const colours: Readonly<Record<CellVerdict, Colour>> = {
  green: "green",
  red: "red",
  broken: "yellow",
  unbuildable: "yellow",
  absent: "dim",
  flaky: "yellow",
  cancelled: "dim",
};
