import { stripVTControlCharacters } from "node:util";
import type { LogRow, LogSource } from "../../logs/view";
import type { Colour } from "../terminal";

export type Paint = (colour: Colour, text: string) => string;

/** How rows of these sources read, one line for each; painted where a person looks. */
export const rowText = (
  sources: readonly LogSource[],
  paint: Paint | undefined,
): ((row: LogRow) => string) => {
  const sides = [...new Set(sources.map(({ side }) => side ?? ""))];
  const sideWidth = widest(sides);
  const serviceWidth = widest(sources.map(({ service }) => service));
  const originOf = ({ side = "", service }: LogSource): string =>
    sources.length < 2 ? "" : `${side.padEnd(sideWidth)}  ${service.padEnd(serviceWidth)}  `.trimStart();
  return ({ time, source, text }) => {
    const origin = originOf(source);
    const colour = sideColours[sides.indexOf(source.side ?? "") % sideColours.length] ?? "blue";
    if (paint === undefined) return `${clock(time)}  ${origin}${stripVTControlCharacters(text)}`.trimEnd();
    // Colours of a line end with it.
    const end = text.includes("\u001b") ? "\u001b[0m" : "";
    return `${paint("dim", clock(time))}  ${paint(colour, origin)}${text}${end}`;
  };
};

export const rowJson = ({ source, time, stream, level, text, continues, cut }: LogRow): string =>
  JSON.stringify({
    time: new Date(time).toISOString(),
    side: source.side,
    service: source.service,
    version: source.version,
    engine: source.engine,
    stream,
    level,
    text,
    continues: continues || undefined,
    cut,
  });

/** In the reader's own zone. */
const clock = (time: number): string => {
  const local = new Date(time - new Date(time).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(11, 23);
};

const sideColours: readonly Colour[] = ["cyan", "magenta", "yellow", "blue", "green"];

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(({ length }) => length));
