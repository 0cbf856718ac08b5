import type { Plain, Style } from "./ansi";
import type { Link } from "./links";

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A stretch of a line that looks alike all through. */
export interface Piece {
  readonly text: string;
  readonly style?: Style;
  readonly link?: Link;
  readonly marked?: true;
}

/** Cuts a line wherever a style, a link or a match begins or ends. */
export const piecesOf = (plain: Plain, links: readonly Link[], matches: readonly Span[]): Piece[] => {
  const { text, styles } = plain;
  if (styles.length + links.length + matches.length === 0) return text === "" ? [] : [{ text }];
  const cuts = new Set([0, text.length]);
  for (const { from, to } of [...styles, ...links, ...matches]) cuts.add(from).add(to);
  const edges = [...cuts].filter((at) => at <= text.length).sort((a, b) => a - b);
  const next = { style: cursor(styles), link: cursor(links), match: cursor(matches) };
  return edges.slice(0, -1).map((from, index) => {
    const style = next.style(from)?.style;
    const link = next.link(from);
    const marked = next.match(from) !== undefined;
    return {
      text: text.slice(from, edges[index + 1]),
      ...(style === undefined ? {} : { style }),
      ...(link === undefined ? {} : { link }),
      ...(marked ? { marked } : {}),
    };
  });
};

/** The span that covers a place, asked in rising order. */
const cursor = <S extends Span>(spans: readonly S[]): ((at: number) => S | undefined) => {
  let next = 0;
  return (at) => {
    while ((spans[next]?.to ?? Number.POSITIVE_INFINITY) <= at) next++;
    const span = spans[next];
    return span !== undefined && span.from <= at ? span : undefined;
  };
};
