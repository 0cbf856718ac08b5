import { atFrame } from "../../logs/atFrame";
import { pythonFrame } from "../../logs/pythonTraceback";

/** A place in code that a line names. */
export interface Link {
  /** Where in the line it stands. */
  readonly from: number;
  readonly to: number;
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** Frames of tracebacks, else every `file:line` of compilers, loggers, Go and C++. */
export const linksOf = (text: string): Link[] => {
  if (text.length > longest) return [];
  const frame = pythonFrame(text) ?? atFrame(text);
  const whole = frame && placeOf(text, frame.file, frame.line);
  return whole ? [whole] : named(text);
};

/** Nobody prints places on longer lines, and looking there would take long. */
const longest = 4_000;

const placeOf = (text: string, file: string, line: number): Link | undefined => {
  const from = text.indexOf(file);
  const number = from < 0 ? -1 : text.indexOf(String(line), from + file.length);
  if (number < 0) return undefined;
  const to = number + String(line).length;
  const column = /^:(\d+)/.exec(text.slice(to))?.[1];
  return column === undefined
    ? { from, to, file, line }
    : { from, to: to + column.length + 1, file, line, column: Number(column) };
};

const extension =
  "(?:py|pyi|pyx|[cm]?[jt]sx?|vue|svelte|go|java|kt|kts|scala|groovy|c|cc|cpp|cxx|h|hh|hpp|hxx|rs|rb|php|cs|fs|swift|m|mm|ex|exs|erl|hs|ml|lua|pl|sh|sql|graphql|proto|ya?ml|json|toml|html)";
/** No scheme before it: `http://host/app.js:80` is a page. */
const place = new RegExp(
  `(?<![\\w/\\\\:.@-])((?:file://)?(?:[A-Za-z]:)?[\\w./\\\\@+~-]*[\\w@+~-]\\.${extension})(?::(\\d+)(?::(\\d+))?|\\((\\d+)(?:,(\\d+))?\\)|", line (\\d+))(?!\\w)`,
  "g",
);

const named = (text: string): Link[] => {
  if (!/\d/.test(text) || !text.includes(".")) return [];
  return [...text.matchAll(place)].flatMap((found) => {
    const [all, file, colon, column, paren, second, word] = found;
    const line = Number(colon ?? paren ?? word);
    if (file === undefined || line < 1) return [];
    const at = column ?? second;
    const link = {
      from: found.index,
      to: found.index + all.length,
      file: file.replace(/^file:\/\//, ""),
      line,
    };
    return [at === undefined ? link : { ...link, column: Number(at) }];
  });
};
