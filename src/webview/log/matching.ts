import type { PaneQuery } from "../../contract/logPane";
import type { Span } from "./pieces";

/** As an expression; undefined for nothing, and for what is no expression (yet). */
export const expressionOf = ({ text, regex, caseSensitive, wholeWord }: PaneQuery): RegExp | undefined => {
  if (text === "") return undefined;
  const source = regex ? text : text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  try {
    return new RegExp(wholeWord ? `\\b(?:${source})\\b` : source, caseSensitive ? "g" : "gi");
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
};

/** Where in a line it stands; not more often than anybody can see. */
export const matchesIn = (text: string, expression: RegExp | undefined): Span[] => {
  if (expression === undefined || text.length > longest) return [];
  const spans: Span[] = [];
  for (const found of text.matchAll(expression)) {
    if (found[0] !== "") spans.push({ from: found.index, to: found.index + found[0].length });
    if (spans.length >= most) break;
  }
  return spans;
};

const longest = 20_000;
const most = 500;
