import type { Measured } from "./measure.mts";

export const table = (rows: readonly Measured[]): string =>
  [
    ["", "ours", "peer", "ratio", "bound", ""],
    ...rows.map(({ what, ours, unit, peer, bound, holds }) => [
      what,
      figure(ours, unit),
      peer === undefined ? "" : `${figure(peer.value, unit)} ${peer.name}`,
      peer === undefined ? "" : (ours / peer.value).toFixed(2),
      bound,
      holds ? "✓" : "✗ broken",
    ]),
  ]
    .map((cells, _, all) =>
      cells
        .map((cell, column) => cell.padEnd(widthOf(all, column)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");

const figure = (value: number, unit: string): string => `${value.toFixed(value < 10 ? 1 : 0)} ${unit}`;

const widthOf = (rows: readonly (readonly string[])[], column: number): number =>
  Math.max(...rows.map((cells) => cells[column]?.length ?? 0));
