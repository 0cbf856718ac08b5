import { cellOf } from "../cells";
import { countsOf, type MatrixReport } from "../report";
import type { CellResult, CellVerdict } from "../types";

export const signs: Readonly<Record<CellVerdict, string>> = {
  green: "✓",
  red: "✗",
  broken: "☒",
  unbuildable: "⚠",
  absent: "–",
  flaky: "~",
  cancelled: "◌",
};

export const idOf = ({ versions }: Pick<CellResult, "versions">): string => cellOf(versions).id;

export const titleOf = ({ versions }: Pick<CellResult, "versions">): string =>
  Object.entries(versions)
    .map(([axis, version]) => `${axis} ${version}`)
    .join(" × ");

/** `62 green, 2 red`. */
export const countsText = ({ cells }: Pick<MatrixReport, "cells">): string =>
  Object.entries(countsOf(cells))
    .map(([verdict, count]) => `${count} ${verdict}`)
    .join(", ") || "nothing was run";

/** Why a cell is what it is, as one sentence where there is one. */
export const whyOf = ({
  expected,
  wasExpected,
  brokenVersion,
  problem,
  reds,
}: CellResult): string | undefined => {
  if (expected !== undefined) return `expected: ${expected}`;
  if (wasExpected !== undefined) return `was expected to be red: ${wasExpected}`;
  if (brokenVersion !== undefined) return `${brokenVersion} fails even with itself`;
  if (problem !== undefined) return problem.message;
  return reds === undefined ? undefined : `red in ${reds} of its attempts`;
};

/** What every side said, a line each. */
export const causeLines = ({
  rootCauseLines,
  silent,
}: Pick<CellResult, "rootCauseLines" | "silent">): string[] => [
  ...rootCauseLines.map(({ side, version, service, text, file, line }) => {
    const place = file === undefined ? "" : `  (${file}${line === undefined ? "" : `:${line}`})`;
    return `${side}${version === undefined ? "" : ` ${version}`} · ${service}: ${text}${place}`;
  }),
  ...silent.map((side) => `${side} said nothing`),
];
