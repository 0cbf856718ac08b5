import type { OpenMatrix } from "../matrix/openMatrix";
import type { MatrixReport } from "../matrix/report";
import { causeLines, countsText, idOf } from "../matrix/reports/words";
import type { CellResult } from "../matrix/types";
import { asTyped } from "../processes/quoting";
import { duration, plural } from "../util/text";
import { matrixTable } from "./matrixTable";
import type { Terminal } from "./terminal";

/** The grid, then each red one with what every side said, and where to go from here. */
export const matrixLines = (open: OpenMatrix, report: MatrixReport, terminal: Terminal): string[] => {
  const reds = report.cells.filter(({ verdict }) => verdict === "red");
  return [
    ...matrixTable(report, terminal),
    "",
    ...grouped(reds).flatMap(({ cells, causes }) => [
      `${terminal.paint("red", "✗")} ${cells.map(shortOf).join(", ")}`,
      ...causes,
      `    debug: ${asTyped(debugCommand(open, cells[0]))}`,
    ]),
    ...report.unexpected.flatMap(({ verdict, versions, reason }) =>
      verdict === "green" ? [`! ${idOf({ versions })} is green, and was expected to be red: ${reason}`] : [],
    ),
    summary(report),
  ];
};

const shortOf = ({ versions }: CellResult): string => Object.values(versions).join(" × ");

/** With what was held by name, too: it would be another pair. */
const debugCommand = (
  { scenario, choice }: Pick<OpenMatrix, "scenario" | "choice">,
  cell: CellResult | undefined,
): readonly string[] => [
  ...["backcompat", "up", scenario.name],
  ...Object.entries({ ...choice.versions, ...cell?.versions }).flatMap(([axis, version]) => [
    "--with",
    `${axis}=${version}`,
  ]),
  ...(choice.swap ? ["--swap"] : []),
  ...(choice.file === undefined ? [] : ["--file", choice.file]),
  "--debug",
];

interface Group {
  readonly cells: readonly CellResult[];
  readonly causes: readonly string[];
}

/** Reds that say the same are one finding. */
const grouped = (reds: readonly CellResult[]): readonly Group[] => {
  const groups = new Map<string, { cells: CellResult[]; causes: readonly string[] }>();
  for (const cell of reds) {
    const causes = causeLines(withoutVersions(cell)).map((line) => `    ${line}`);
    const group = groups.get(causes.join("\n")) ?? { cells: [], causes };
    group.cells.push(cell);
    groups.set(causes.join("\n"), group);
  }
  return [...groups.values()];
};

const summary = ({ cells, seconds, notRun }: MatrixReport): string =>
  [
    countsText({ cells }),
    ...(notRun === 0 ? [] : [`${plural(notRun, "cell")} not run`]),
    duration(seconds * 1000),
  ].join(" · ");

/** Or no two cells would ever say the same. */
const withoutVersions = ({
  rootCauseLines,
  silent,
}: CellResult): Pick<CellResult, "rootCauseLines" | "silent"> => ({
  silent,
  rootCauseLines: rootCauseLines.map((line) => ({ ...line, version: undefined })),
});
