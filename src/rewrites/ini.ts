import { inputFailure } from "../util/problem";
import { type TextLine, textLines } from "./textLines";
import type { Reader, Spot, ValueSpot, Written } from "./types";

/** Sections are maps; keys before any section stand at the top. The last one of two equal keys counts. */
export const readIni: Reader = ({ text }) => {
  const top = new Map<string, Spot>();
  let section = top;
  let open: OpenKey | undefined;
  for (const line of textLines(text)) {
    const goesOn = open && goingOn(open, line, text);
    const name = sectionName(line.text);
    if (!goesOn && name !== undefined) section = sectionOf(top, name, line.at);
    open = goesOn ?? keyIn(section, line);
    open?.section.set(open.name, settled(open));
  }
  return top.size === 0 ? [] : [{ kind: "map", at: 0, entries: top }];
};

interface OpenKey {
  readonly section: Map<string, Spot>;
  readonly name: string;
  readonly indent: number;
  /** The blank that its `=` has on both sides, where there is no value yet. */
  readonly before: string;
  readonly spot: ValueSpot;
  /** A comment or an empty line came behind it. */
  readonly interrupted?: boolean;
}

const saysNothing = /^\s*(?:[#;].*)?$/;

const sectionName = (line: string): string | undefined =>
  /^\s*\[(.*)\]\s*(?:[#;].*)?$/.exec(line)?.[1]?.trim();

const sectionOf = (top: Map<string, Spot>, name: string, at: number): Map<string, Spot> => {
  const known = top.get(name);
  const entries = new Map(known?.kind === "map" ? known.entries : []);
  top.set(name, { kind: "map", at, entries });
  return entries;
};

const keyIn = (section: Map<string, Spot>, { at, text }: TextLine): OpenKey | undefined => {
  const match = /^(\s*)([^\s#;!=:[][^=:]*?)(\s*)[=:]\s*/.exec(text);
  if (!match) return undefined;
  const [head, indent = "", name = "", gap = ""] = match;
  const raw = valueText(text.slice(head.length));
  const before = raw === "" && /[=:]$/.test(head) ? gap : "";
  const after = raw === "" && text.length > head.length ? " " : "";
  const spot = iniValue(raw, at + head.length, { before, after });
  return { section, name, indent: indent.length, before, spot };
};

/** Without a comment behind it, which needs a blank in front: colours and addresses have # and ; inside. */
const valueText = (rest: string): string =>
  /^(?:"[^"]*"|'[^']*')(?=\s*(?:[#;]|$))/.exec(rest)?.[0] ?? rest.replace(/(?:^|\s+)[#;].*$|\s+$/, "");

const iniValue = (raw: string, at: number, { before = "", after = "" }): ValueSpot => {
  const quote = raw.length > 1 ? (/^(["']).*\1$/s.exec(raw)?.[1] ?? "") : "";
  const value = quote === "" ? raw.replace(/\r\n?/g, "\n") : raw.slice(1, -1);
  const write = (written: Written): string =>
    written.text === "" ? iniText(written, quote) : before + iniText(written, quote) + after;
  return { kind: "value", at, end: at + raw.length, value, untyped: true, write };
};

const iniText = ({ text }: Written, quote: string): string => {
  if (/[\r\n\v\f\u0085\u2028\u2029]/.test(text)) throw inputFailure("bad-value", "an INI value has one line");
  if (quote === "") return text;
  const other = quote === '"' ? "'" : '"';
  if (!text.includes(quote)) return quote + text + quote;
  if (!text.includes(other)) return other + text + other;
  throw inputFailure("bad-value", "an INI value cannot have both kinds of quotes in quotes");
};

/** The key with this line added; undefined where the line is for itself. */
const goingOn = (open: OpenKey, line: TextLine, text: string): OpenKey | undefined => {
  if (saysNothing.test(line.text)) return { ...open, interrupted: true };
  if (!isDeeper(open, line)) return undefined;
  if (!open.interrupted && (goesOnBelow(open.spot) || !looksLikeKey(line.text)))
    return { ...open, spot: lengthened(open, text, line) };
  open.section.set(open.name, ambiguous(open.spot));
  return undefined;
};

/** Indented further than its key, a line goes on with the value, as Python's configparser has it. */
const isDeeper = ({ indent }: OpenKey, { text }: TextLine): boolean =>
  (/^\s*/.exec(text)?.[0].length ?? 0) > indent && sectionName(text) === undefined;

const goesOnBelow = ({ value }: ValueSpot): boolean => value === "" || String(value).startsWith("\n");
const looksLikeKey = (text: string): boolean => /^\s*[\w.][\w.-]*\s*[=:]/.test(text);

const lengthened = ({ spot, before }: OpenKey, text: string, line: TextLine): ValueSpot =>
  iniValue(text.slice(spot.at, line.at + line.text.trimEnd().length), spot.at, { before });

const settled = ({ spot }: OpenKey): Spot =>
  String(spot.value).split("\n").slice(1).some(looksLikeKey) ? ambiguous(spot) : spot;

/**
 * Others indent keys as they like, so `key = value` below a key may be its value too, and a comment between the lines
 * of a value could not stay; nothing is risked then.
 */
const ambiguous = ({ at }: ValueSpot): Spot => ({
  kind: "closed",
  at,
  why: () => "the indented lines below may be its value or keys of their own; change it by regex",
});
