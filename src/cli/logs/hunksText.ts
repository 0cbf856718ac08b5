import { stripVTControlCharacters } from "node:util";
import type { HunkLine, LogHunk } from "../../logs/diff/compareLogs";
import type { Paint } from "./rowText";

/** As other tools show differences, a heading for each service. */
export const hunksText = (hunks: readonly LogHunk[], paint: Paint | undefined): string[] =>
  hunks.flatMap(({ service, side, lines }, index) => {
    const title = `── ${[service, side].filter((part) => part !== undefined).join(" · ")}`;
    const heading = hunks[index - 1]?.service === service ? "  ⋯" : (paint?.("bold", title) ?? title);
    return [heading, ...lines.map((line) => lineText(line, paint))];
  });

const lineText = ({ sign, text }: HunkLine, paint: Paint | undefined): string => {
  const line = `${sign} ${stripVTControlCharacters(text)}`.trimEnd();
  if (paint === undefined || sign === " ") return line;
  return paint(sign === "-" ? "red" : "green", line);
};
