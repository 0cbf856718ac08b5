import { inputFailure } from "../util/problem";
import type { Reader, Spot, Written } from "./types";

const assignment = /^[^\S\r\n]*(?:export[^\S\r\n]+)?([\w.-]+)[^\S\r\n]*[=:][^\S\r\n]*/gm;

/** The last one of two equal keys counts. */
export const readEnv: Reader = ({ text }) => {
  const entries = new Map<string, Spot>();
  assignment.lastIndex = 0;
  for (let match = assignment.exec(text); match; match = assignment.exec(text)) {
    const at = match.index + match[0].length;
    const raw = valueText(text.slice(at, at + longest));
    entries.set(match[1] ?? "", {
      kind: "value",
      at,
      end: at + raw.length,
      value: unquoted(raw),
      untyped: true,
      write: (written) =>
        envText(written, /^["'`]/.exec(raw)?.[0] ?? "") + (raw === "" && text[at] === "#" ? " " : ""),
    });
    assignment.lastIndex = at + raw.length;
  }
  return entries.size === 0 ? [] : [{ kind: "map", at: 0, entries }];
};

/** Quoted values may have lines; none has this many characters, keys and certificates included. */
const longest = 65_536;

const quotedValue = /^(?:"(?:[^"\\]|\\[\s\S])*"|'[^']*'|`[^`]*`)(?=[^\S\r\n]*(?:#|[\r\n]|$))/;

const valueText = (rest: string): string =>
  quotedValue.exec(rest)?.[0] ?? (/^[^\r\n]*/.exec(rest)?.[0] ?? "").replace(/(?:^|\s+)#.*$|\s+$/, "");

const unquoted = (raw: string): string => {
  const inner = raw.slice(1, -1);
  if (/^(['`]).*\1$/s.test(raw)) return inner;
  if (!/^".*"$/s.test(raw)) return raw;
  return inner.replace(
    /\\([\s\S])/g,
    (_, letter: string) => ({ n: "\n", r: "\r", t: "\t" })[letter] ?? letter,
  );
};

/** Shells, Docker and the many dotenv libraries agree on little, and only what they agree on is written. */
const envText = ({ text }: Written, quote: string): string => {
  if (quote === "" ? /^[\w./:@%+,=-]*$/.test(text) : !/["'`\\$\r]/.test(text)) return quote + text + quote;
  if (!/['\r]|\\$/.test(text)) return `'${text}'`;
  if (!/["`\\$\r]/.test(text)) return `"${text}"`;
  throw inputFailure("bad-value", "it has quotes or escapes that no two readers of .env take for the same");
};
