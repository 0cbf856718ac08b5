import { duration } from "../../util/text";
import type { MatrixReport } from "../report";
import type { CellResult } from "../types";
import { escaped } from "./escaped";
import { type Grid, gridsOf } from "./grid";
import { pageScript, pageStyle } from "./pageParts";
import { causeLines, countsText, idOf, signs, titleOf, whyOf } from "./words";

/** The last lines of each service, for those who read the page on another machine. */
export type LogsOf = (
  emulation: string,
) => readonly { readonly service: string; readonly lines: readonly string[] }[];

/** One page that needs nothing else: the grid, a filter, and for each cell what all sides said. */
export const htmlReport = (scenario: string, report: MatrixReport, logs: LogsOf): string =>
  [
    "<!doctype html>",
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escaped(`${scenario}: ${countsText(report)}`)}</title>`,
    `<style>${pageStyle}</style></head><body>`,
    `<h1>${escaped(scenario)}</h1>`,
    `<p>${escaped(countsText(report))} · ${escaped(duration(report.seconds * 1000))}${report.notRun === 0 ? "" : ` · ${report.notRun} not run`}</p>`,
    filterBar(report),
    ...gridsOf(report).map(gridTable),
    ...report.cells.map((cell) => details(cell, logs)),
    `<script>${pageScript}</script></body></html>`,
    "",
  ].join("\n");

const filterBar = ({ cells }: MatrixReport): string => {
  const verdicts = [...new Set(cells.map(({ verdict }) => verdict))];
  const boxes = verdicts.map(
    (verdict) =>
      `<label><input type="checkbox" data-verdict="${verdict}" checked> ${signs[verdict]} ${verdict}</label>`,
  );
  return `<form>${boxes.join(" ")} <label>text <input type="search" id="text"></label></form>`;
};

const gridTable = ({ fixed, rowAxis, columnAxis, columns, rows }: Grid): string => {
  const caption = fixed.map(([axis, version]) => `${axis} ${version}`).join(", ");
  const corner = `${rowAxis === undefined ? "" : `${rowAxis} ↓ `}${columnAxis} →`;
  return [
    `<table>${caption === "" ? "" : `<caption>${escaped(caption)}</caption>`}`,
    `<thead><tr><th scope="col">${escaped(corner)}</th>${columns.map((name) => `<th scope="col">${escaped(name)}</th>`).join("")}</tr></thead>`,
    "<tbody>",
    ...rows.map(
      ({ name, cells }) => `<tr><th scope="row">${escaped(name)}</th>${cells.map(gridCell).join("")}</tr>`,
    ),
    "</tbody></table>",
  ].join("\n");
};

const gridCell = (cell: CellResult | undefined): string =>
  cell === undefined
    ? '<td class="none"></td>'
    : `<td class="${cell.verdict}"><a href="#${anchorOf(cell)}" title="${escaped(`${titleOf(cell)}: ${cell.verdict}`)}">${signs[cell.verdict]}</a></td>`;

const anchorOf = (cell: CellResult): string => escaped(encodeURIComponent(idOf(cell)));

const details = (cell: CellResult, logs: LogsOf): string => {
  const why = whyOf(cell);
  const said = cell.verdict === "green" || cell.emulation === undefined ? [] : logs(cell.emulation);
  return [
    `<details class="cell ${cell.verdict}" data-verdict="${cell.verdict}" id="${anchorOf(cell)}">`,
    `<summary>${signs[cell.verdict]} ${escaped(titleOf(cell))} <small>${cell.verdict} · ${escaped(duration(cell.seconds * 1000))}${why === undefined ? "" : ` · ${escaped(why)}`}</small></summary>`,
    ...cell.checks.map(
      ({ name, verdict, why: because }) =>
        `<p>${verdict === "green" ? "✓" : "✗"} ${escaped(name)}${because === undefined ? "" : ` <small>${escaped(because)}</small>`}</p>`,
    ),
    ...preformatted("", causeLines(cell)),
    ...said.flatMap(({ service, lines }) => preformatted(service, lines)),
    "</details>",
  ].join("\n");
};

const preformatted = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0
    ? []
    : [`${title === "" ? "" : `<h4>${escaped(title)}</h4>`}<pre>${lines.map(escaped).join("\n")}</pre>`];
