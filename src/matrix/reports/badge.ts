import type { MatrixReport } from "../report";
import { escaped } from "./escaped";
import { countsText } from "./words";

/** A picture for a README: how many pairs get along. */
export const badgeReport = (scenario: string, report: MatrixReport): string => {
  const red = report.unexpected.some(({ verdict }) => verdict === "red");
  const [left, right] = [scenario, countsText(report)];
  const [first, second] = [widthOf(left), widthOf(right)];
  const width = first + second;
  const text = (x: number, what: string): string => `<text x="${x}" y="14">${escaped(what)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" role="img" aria-label="${escaped(`${left}: ${right}`)}">`,
    `<rect width="${first}" height="20" fill="#555"/>`,
    `<rect x="${first}" width="${second}" height="20" fill="${red ? "#c0392b" : "#2d7d46"}"/>`,
    '<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">',
    text(first / 2, left),
    text(first + second / 2, right),
    "</g></svg>",
    "",
  ].join("\n");
};

/** Near enough for 11 px of any of these fonts. */
const widthOf = (text: string): number => Math.round(text.length * 6.6) + 12;
