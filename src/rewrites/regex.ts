import { inputFailure } from "../util/problem";
import { plural } from "../util/text";
import { applyEdits } from "./edits";
import type { Change, RegexChange, SourceText } from "./types";

/** One after the other, each on what the one before left. */
export const replaceMatches = (
  source: SourceText,
  replace: readonly RegexChange[],
): { text: string; changes: readonly Change[] } => {
  const changes: Change[] = [];
  let text = source.text;
  for (const one of replace) {
    const replaced = replaceOne({ ...source, text }, one);
    changes.push(...replaced.changes);
    text = replaced.text;
  }
  return { text, changes };
};

const replaceOne = (source: SourceText, one: RegexChange): { text: string; changes: Change[] } => {
  const matches = [...source.text.matchAll(compile(one))];
  checkCount(source.file, one, matches.length);
  const edits = matches.map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
    text: expand(one, match),
  }));
  const changes: Change[] = [];
  let line = 1;
  let counted = 0;
  for (const { at, end, text } of edits) {
    line += source.text.slice(counted, at).match(/\r\n|\n|\r/g)?.length ?? 0;
    counted = at;
    const from = source.text.slice(at, end);
    if (from !== text) changes.push({ path: `/${one.pattern}/`, from, to: text, line });
  }
  return { text: applyEdits(source.text, edits), changes };
};

/** As `String.replace` does it, except that a group that is not there is an error and not a text. */
const expand = ({ pattern, with: template }: RegexChange, match: RegExpExecArray): string =>
  template.replace(/\$(?:([$&])|(\d{1,2})|<([^>]*)>)/g, (_, sign?: string, index?: string, name?: string) => {
    if (sign !== undefined) return sign === "$" ? "$" : match[0];
    return name === undefined ? numbered(pattern, match, Number(index)) : named(pattern, match, name);
  });

const numbered = (pattern: string, match: RegExpExecArray, index: number): string => {
  if (index >= match.length) throw noGroup(pattern, String(index));
  return match[index] ?? "";
};

const named = (pattern: string, { groups = {} }: RegExpExecArray, name: string): string => {
  if (!(name in groups)) throw noGroup(pattern, name);
  return groups[name] ?? "";
};

const noGroup = (pattern: string, group: string): Error =>
  inputFailure("bad-regex", `/${pattern}/ has no group ${group}, which its replacement names`, {
    hint: "Write $$ for a dollar sign.",
  });

const compile = ({ pattern, flags = "m" }: RegexChange): RegExp => {
  if (!/^[imsuv]*$/.test(flags))
    throw inputFailure(
      "bad-regex",
      `The flags ${JSON.stringify(flags)} of /${pattern}/ are not i, m, s, u or v`,
    );
  try {
    return new RegExp(pattern, `${flags}g`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw inputFailure("bad-regex", `/${pattern}/ is not a regular expression: ${why}`, { cause: error });
  }
};

const checkCount = (file: string, { pattern, count }: RegexChange, found: number): void => {
  if (count === undefined ? found > 0 : found === count) return;
  const wanted = count === undefined ? "at least one is needed" : `${count} is wanted`;
  throw inputFailure(
    "no-match",
    `/${pattern}/ has ${plural(found, "match", "matches")} in ${file}, and ${wanted}`,
    {
      hint: "Patterns are JavaScript's; ^ and $ are a line's, and . ends at the line.",
      place: { file, line: 1, column: 1 },
    },
  );
};
