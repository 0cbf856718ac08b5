import type { Scheme } from "../types";
import { compareKeys, type Parsed } from "./key";
import { parseLoose } from "./loose";
import { parsePep440 } from "./pep440";
import { parseSemver, parseSemverBound } from "./semver";

/** Each text is read once, however often an axis of thousands is sorted, judged and searched. */
export const parseVersion = (text: string, scheme: Scheme): Parsed | undefined => {
  const read = alreadyRead[scheme];
  if (read.has(text)) return read.get(text);
  if (read.size >= remembered) read.clear();
  const parsed = parsers[scheme](text);
  read.set(text, parsed);
  return parsed;
};

/** What stands in a condition; may be shorter than a version of the scheme. */
export const parseBound = (text: string, scheme: Scheme): Parsed | undefined =>
  scheme === "semver" ? parseSemverBound(text) : parseVersion(text, scheme);

/** In the scheme where both are versions of it, else naturally. */
export const compareTexts = (a: string, b: string, scheme: Scheme): number => {
  const [one, other] = [parseVersion(a, scheme), parseVersion(b, scheme)];
  return one && other ? compareParsed(one, other) : compareParsed(parseLoose(a), parseLoose(b));
};

export const compareParsed = (a: Parsed, b: Parsed): number =>
  compareKeys(a.key, b.key) || compareKeys(a.local, b.local);

/** The scheme in which every one of these is a version. */
export const schemeOfAll = (texts: readonly string[]): Scheme =>
  strict.find((scheme) => texts.every((text) => parseVersion(text, scheme))) ?? "loose";

/** The scheme in which most of these are versions; the others are odd ones. */
export const schemeOfMost = (texts: readonly string[]): Scheme => {
  let [best, most]: [Scheme, number] = [texts.length === 0 ? "pep440" : "loose", 0];
  for (const scheme of strict) {
    const count = texts.reduce((sum, text) => sum + (parseVersion(text, scheme) ? 1 : 0), 0);
    if (count > most) [best, most] = [scheme, count];
    if (most === texts.length) break;
  }
  return best;
};

/** Ascending; each text is parsed once. What is no version of the scheme is left out. */
export const sortedBy = <T>(things: readonly T[], textOf: (thing: T) => string, scheme: Scheme): T[] =>
  things
    .flatMap((thing) => {
      const text = textOf(thing);
      const parsed = parseVersion(text, scheme);
      return parsed ? [{ thing, text, parsed }] : [];
    })
    .sort((a, b) => compareParsed(a.parsed, b.parsed) || (a.text < b.text ? -1 : 1))
    .map(({ thing }) => thing);

const strict = ["pep440", "semver"] as const;

const parsers: Record<Scheme, (text: string) => Parsed | undefined> = {
  pep440: parsePep440,
  semver: parseSemver,
  loose: parseLoose,
};

const remembered = 20_000;

const alreadyRead: Record<Scheme, Map<string, Parsed | undefined>> = {
  pep440: new Map(),
  semver: new Map(),
  loose: new Map(),
};
