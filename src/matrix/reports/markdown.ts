import { duration } from "../../util/text";
import type { MatrixReport } from "../report";
import type { CellResult } from "../types";
import { type Grid, gridsOf } from "./grid";
import { causeLines, countsText, signs, titleOf, whyOf } from "./words";

/** For a pull request: the grid, and behind each red one what every side said. */
export const markdownReport = (scenario: string, report: MatrixReport): string =>
  [
    `### ${cellText(scenario)}: ${countsText(report)} (${duration(report.seconds * 1000)})`,
    ...gridsOf(report).flatMap(gridLines),
    ...report.cells.filter(({ verdict }) => verdict !== "green").flatMap(detailLines),
    "",
  ].join("\n");

const gridLines = ({ fixed, rowAxis, columnAxis, columns, rows }: Grid): string[] => [
  "",
  ...(fixed.length === 0 ? [] : [fixed.map(([axis, version]) => `**${axis} ${version}**`).join(", "), ""]),
  `| ${rowAxis === undefined ? "" : `${rowAxis} ↓ `}${columnAxis} → | ${columns.map(cellText).join(" | ")} |`,
  `|---${"|:-:".repeat(columns.length)}|`,
  ...rows.map(
    ({ name, cells }) =>
      `| ${cellText(name)} | ${cells.map((cell) => (cell ? signs[cell.verdict] : " ")).join(" | ")} |`,
  ),
];

const detailLines = (cell: CellResult): string[] => {
  const why = whyOf(cell);
  const causes = causeLines(cell);
  const title = `${signs[cell.verdict]} ${cellText(titleOf(cell))}: ${cell.verdict}${why === undefined ? "" : `, ${cellText(why)}`}`;
  if (causes.length === 0) return ["", title];
  const fence = "`".repeat(Math.max(3, ...causes.map(longestTicks)) + 1);
  return ["", `<details><summary>${title}</summary>`, "", fence, ...causes, fence, "", "</details>"];
};

const longestTicks = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));

const cellText = (text: string): string =>
  text.replace(/[\\|`*_<>[\]]/g, (sign) => `\\${sign}`).replace(/\s+/g, " ");
