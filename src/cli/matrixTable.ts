import type { Varied } from "../matrix/cells";
import type { CellResult, CellVerdict } from "../matrix/types";
import type { Colour, Terminal } from "./terminal";

/** By the last axis in columns and the one before in rows; any further axes have a table for each of their versions. */
export const matrixTable = (
  axes: readonly Varied[],
  results: ReadonlyMap<string, CellResult>,
  terminal: Terminal,
): string[] => {
  const [columns, rows] = [axes.at(-1), axes.at(-2)];
  if (columns === undefined) return [];
  const further = axes.slice(0, -2);
  return assignments(further).flatMap((fixed) => [
    ...(fixed.length === 0 ? [] : ["", fixed.map(([axis, version]) => `${axis} ${version}`).join(", ")]),
    ...oneTable(columns, rows, fixed, results, terminal),
  ]);
};

type Fixed = readonly (readonly [axis: string, version: string])[];

const assignments = (axes: readonly Varied[]): readonly Fixed[] =>
  axes.reduce<readonly Fixed[]>(
    (all, { name, versions }) =>
      all.flatMap((fixed) => versions.map((version): Fixed => [...fixed, [name, version.name]])),
    [[]],
  );

const oneTable = (
  columns: Varied,
  rows: Varied | undefined,
  fixed: Fixed,
  results: ReadonlyMap<string, CellResult>,
  terminal: Terminal,
): string[] => {
  const rowNames = rows?.versions.map(({ name }) => name) ?? [""];
  const corner = rows === undefined ? columns.name : `${rows.name} ↓ ${columns.name} →`;
  const first = Math.max(corner.length, ...rowNames.map((name) => name.length));
  const head = columns.versions.map(({ name }) => name.padStart(Math.max(name.length, 2)));
  const line = (rowName: string): string => {
    const row: Fixed = rows === undefined ? [] : [[rows.name, rowName]];
    const marks = columns.versions.map(({ name }, index) => {
      const place: Fixed = [...fixed, ...row, [columns.name, name]];
      const result = results.get(place.map(([axis, version]) => `${axis}=${version}`).join(" "));
      return `${" ".repeat((head[index]?.length ?? 2) - 1)}${mark(result, terminal)}`;
    });
    return [rowName.padEnd(first), ...marks].join("  ").trimEnd();
  };
  return [[corner.padEnd(first), ...head].join("  "), ...rowNames.map(line)];
};

const mark = (result: CellResult | undefined, terminal: Terminal): string => {
  if (result === undefined) return " ";
  const [sign, colour] = marks[result.verdict];
  return terminal.paint(colour, result.verdict === "red" && result.expected !== undefined ? "x" : sign);
};

export const marks: Readonly<Record<CellVerdict, readonly [sign: string, colour: Colour]>> = {
  green: ["✓", "green"],
  red: ["✗", "red"],
  broken: ["☒", "yellow"],
  unbuildable: ["⚠", "yellow"],
  absent: ["–", "dim"],
  flaky: ["~", "yellow"],
  cancelled: ["◌", "dim"],
};
