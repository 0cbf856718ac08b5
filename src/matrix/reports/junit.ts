import type { MatrixReport } from "../report";
import type { CellResult } from "../types";
import { escaped } from "./escaped";
import { causeLines, titleOf, whyOf } from "./words";

/** A test case for each cell: what a CI system shows. Reds that were expected, and what says nothing, are skipped. */
export const junitReport = (scenario: string, { cells, seconds }: MatrixReport): string => {
  const failed = cells.filter(isFailure).length;
  const skipped = cells.filter((cell) => skipReason(cell) !== undefined).length;
  const counts = `tests="${cells.length}" failures="${failed}" skipped="${skipped}" time="${seconds.toFixed(3)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="backcompat" ${counts}>`,
    `  <testsuite name="${escaped(scenario)}" ${counts}>`,
    ...cells.map((cell) => testCase(scenario, cell)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
};

const testCase = (scenario: string, cell: CellResult): string => {
  const open = `    <testcase classname="${escaped(scenario)}" name="${escaped(titleOf(cell))}" time="${cell.seconds.toFixed(3)}"`;
  const inner = isFailure(cell) ? failureOf(cell) : skippedOf(cell);
  return inner === undefined ? `${open}/>` : `${open}>\n      ${inner}\n    </testcase>`;
};

const isFailure = ({ verdict, expected, wasExpected }: CellResult): boolean =>
  (verdict === "red" && expected === undefined) || (verdict === "green" && wasExpected !== undefined);

const failureOf = (cell: CellResult): string => {
  const red = cell.checks.filter(({ verdict }) => verdict === "red");
  const message =
    whyOf(cell) ?? red.map(({ name, why }) => (why === undefined ? name : `${name}: ${why}`)).join("; ");
  return `<failure message="${escaped(message)}">${escaped(causeLines(cell).join("\n"))}</failure>`;
};

const skippedOf = (cell: CellResult): string | undefined => {
  const reason = skipReason(cell);
  return reason === undefined ? undefined : `<skipped message="${escaped(reason)}"/>`;
};

const skipReason = (cell: CellResult): string | undefined => {
  if (cell.verdict === "green" || isFailure(cell)) return undefined;
  const why = whyOf(cell);
  return why === undefined ? cell.verdict : `${cell.verdict}: ${why}`;
};
