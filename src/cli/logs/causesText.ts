import type { RootCauseLine, RootCauses } from "../../logs/types";
import type { Paint } from "./rowText";

/** Side by side: what each said when it broke. */
export const causesText = ({ lines, silent }: RootCauses, paint: Paint | undefined): string[] => [
  ...[...new Set(lines.map(({ side }) => side))].flatMap((side) =>
    sideText(
      lines.filter((line) => line.side === side),
      paint,
    ),
  ),
  ...silent.map((side) => `${side} said nothing`),
];

const sideText = (lines: readonly RootCauseLine[], paint: Paint | undefined): string[] => {
  const [first] = lines;
  if (first === undefined) return [];
  const title = [first.side, first.version].filter((part) => part !== undefined).join(" ");
  const widest = Math.max(...lines.map(({ service }) => service.length));
  return [
    paint?.("bold", title) ?? title,
    ...lines.map(
      ({ service, text, file, line }) =>
        `  ${service.padEnd(widest)}  ${text}${placeText(file, line, paint)}`,
    ),
  ];
};

const placeText = (file: string | undefined, line: number | undefined, paint: Paint | undefined): string => {
  if (file === undefined) return "";
  const place = `${file}${line === undefined ? "" : `:${line}`}`;
  return `   ${paint?.("dim", place) ?? place}`;
};
