import type { PaneFilter, PaneQuery } from "../../contract/logPane";
import type { LogFilter, LogQuery } from "../../logs/view";

export const logQuery = ({ text, regex, caseSensitive, wholeWord }: PaneQuery): LogQuery => ({
  text,
  regex,
  caseSensitive,
  wholeWord,
});

/** Of a pane that shows all services, or only these. */
export const logFilter = (filter: PaneFilter, only: readonly string[] | undefined): LogFilter => {
  const services = filter.services?.filter((one) => only?.includes(one) ?? true) ?? only;
  return {
    ...(filter.sides === undefined ? {} : { sides: filter.sides }),
    ...(services === undefined ? {} : { services }),
    ...(filter.stream === undefined ? {} : { streams: [filter.stream] }),
    ...(filter.minLevel === undefined ? {} : { minLevel: filter.minLevel }),
    ...wordsOf(filter.text.trim()),
  };
};

/** Why its words are no regular expression, where they should be one. */
export const wrongWords = ({ text, not }: LogFilter): string | undefined => {
  const query = text ?? not;
  if (query?.regex !== true) return undefined;
  try {
    new RegExp(query.text);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
};

/** `/…/` is a regular expression, `!` before it leaves out what has it. */
const wordsOf = (typed: string): Pick<LogFilter, "text" | "not"> => {
  const isNot = typed.startsWith("!");
  const words = isNot ? typed.slice(1) : typed;
  if (words === "") return {};
  const regex = /^\/(.+)\/$/.exec(words)?.[1];
  const query: LogQuery = regex === undefined ? { text: words } : { text: regex, regex: true };
  return isNot ? { not: query } : { text: query };
};
