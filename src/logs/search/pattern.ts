import { inputFailure } from "../../util/problem";
import type { LogQuery } from "../view";
import { lineBound } from "./lineBound";

export interface Pattern {
  /** Over many lines at once. */
  readonly regex: RegExp;
  /** Bytes without which there is no match. */
  readonly needs: Buffer | undefined;
  /** A match may begin where the line does, before what the store puts there. */
  readonly anchored: boolean;
}

/** For blocks of records, or of a plain file. */
export const patternOf = (query: LogQuery, records: boolean): Pattern => {
  const { source, needs } = lineBound(wordsOf(query), records ? behindHead : { leading: "^", other: "^" });
  const given = query.caseSensitive === true && query.wholeWord !== true ? needs : undefined;
  return {
    regex: compiled(query, source, "gm"),
    needs: given === undefined ? undefined : Buffer.from(given, "utf8"),
    anchored: records && source.startsWith(behindHead.leading),
  };
};

/** For one line's text, to show where in it a query was found. */
export const lineRegex = (query: LogQuery): RegExp => compiled(query, wordsOf(query), "g");

const behindHead = { leading: "^\\d+ [oe] ", other: "(?<=^\\d+ [oe] )" };

const wordsOf = ({ text, regex, wholeWord }: LogQuery): string => {
  if (regex !== true) return wholeWord === true ? wholeWords(escaped(text)) : escaped(text);
  // Seen alone, so that `a)(b` is no pattern though it would be one within a group.
  compiledOrFailure(text, "");
  return wholeWord === true ? wholeWords(`(?:${text})`) : text;
};

const wholeWords = (source: string): string => `(?<!\\w)${source}(?!\\w)`;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const compiled = (query: LogQuery, source: string, flags: string): RegExp =>
  compiledOrFailure(source, `${flags}${query.caseSensitive === true ? "" : "i"}`);

const compiledOrFailure = (source: string, flags: string): RegExp => {
  try {
    return new RegExp(source, /\\[pP]\{|\\u\{/.test(source) ? `${flags}u` : flags);
  } catch (cause) {
    const why =
      cause instanceof Error ? cause.message.replace(/^Invalid regular expression: \/.*\/\w*: /s, "") : "";
    throw inputFailure("bad-regex", `This is no regular expression: ${why}`, {
      hint: "Search for it as plain text, or mend it.",
      cause,
    });
  }
};
