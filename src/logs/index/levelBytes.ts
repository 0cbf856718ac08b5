import { type LogLevel, logLevels } from "../view";
import { blank, colon, dot, equals, escapeByte, isDigit, isLetter, isUpper, opening, quote } from "./ascii";

/** Levels as a byte can hold them: 0 where there is none, then as in `logLevels`, from 1. */
export const levelCode = (level: LogLevel): number => logLevels.indexOf(level) + 1;

export const levelOfCode = (code: number): LogLevel | undefined => logLevels[code - 1];

/**
 * The level that a logger wrote at the head of a line, 0 where there is none. Times, names and numbers stand before
 * a level; a sentence does not, so a few bare words end the search.
 */
export const levelIn = (bytes: Uint8Array, from: number, end: number, afterTime: boolean): number => {
  const stop = Math.min(end, from + headLength);
  const most = afterTime ? 2 : 1;
  for (
    let i = nextLetter(bytes, from, stop), bare = 0;
    i < stop && bare <= most;
    i = nextLetter(bytes, i, stop)
  ) {
    const wordEnd = endOfWord(bytes, i, stop);
    const before = byteBefore(bytes, i, from);
    const found = levelOfWord(bytes, i, wordEnd, before, wordEnd < end ? (bytes[wordEnd] ?? 0) : blank, from);
    if (found > 0) return found;
    i = endOfToken(bytes, wordEnd, stop);
    if (isBlank(before) && isBlank(bytes[i] ?? blank)) bare++;
  }
  return 0;
};

/** A letter can only be the end of a colour. */
const byteBefore = (bytes: Uint8Array, at: number, from: number): number => {
  const before = at === from ? blank : (bytes[at - 1] ?? 0);
  return isLetter(before) ? blank : before;
};

const nextLetter = (bytes: Uint8Array, at: number, stop: number): number => {
  let i = at;
  while (i < stop && !isLetter(bytes[i] ?? 0))
    i = bytes[i] === escapeByte ? behindColour(bytes, i, stop) : i + 1;
  return i;
};

/** Behind `ESC[32m`, and more of them. */
export const behindColour = (bytes: Uint8Array, from: number, end: number): number => {
  let at = from;
  while (at < end && bytes[at] === escapeByte && bytes[at + 1] === opening) {
    at += 2;
    while (at < end && (bytes[at] ?? 0) < 64) at++;
    at++;
  }
  return Math.max(at, from + 1);
};

const endOfWord = (bytes: Uint8Array, at: number, stop: number): number => {
  let i = at;
  while (i < stop && isLetter(bytes[i] ?? 0)) i++;
  return i;
};

/** By name, also of one letter; by number as pino writes it. */
export const levelOfValue = (bytes: Uint8Array, at: number, end: number): number => {
  const from = bytes[at] === quote ? at + 1 : at;
  const first = bytes[from] ?? 0;
  if (isDigit(first)) return bytes[from + 1] === 48 ? (numbers[first - 48] ?? 0) : 0;
  const i = endOfWord(bytes, from, end);
  return levels.get(hashOf(bytes, from, i)) ?? letters.get(i - from === 1 ? first | 32 : 0) ?? 0;
};

export const levelOfLetter = (letter: number): number => letters.get(letter | 32) ?? 0;

const headLength = 200;

const levelOfWord = (
  bytes: Uint8Array,
  begin: number,
  end: number,
  before: number,
  after: number,
  from: number,
): number => {
  const length = end - begin;
  if (length < 3 || length > 11) return 0;
  if (after === equals) return isLevelKey(bytes, begin, end) ? levelOfValue(bytes, end + 1, end + 16) : 0;
  if (!opens(before) || !closes(after, bytes[end + 1] ?? 0)) return 0;
  const told =
    isUpperWord(bytes, begin, end) ||
    isBracket(before) ||
    (after === colon && (begin === from || bytes[begin - 2] === colon));
  return told ? (levels.get(hashOf(bytes, begin, end)) ?? 0) : 0;
};

const endOfToken = (bytes: Uint8Array, at: number, stop: number): number => {
  let i = at;
  while (i < stop && !isSeparator(bytes[i] ?? 0)) i++;
  return i;
};

const isBlank = (byte: number): boolean => byte === blank || byte === 9;

/** Where a level may stand right behind. */
const isSeparator = (byte: number): boolean => isBlank(byte) || opens(byte) || byte === 93 || byte === equals;

const isBracket = (byte: number): boolean => byte === opening || byte === 40 || byte === 60 || byte === 124;

const opens = (byte: number): boolean => isBlank(byte) || isBracket(byte) || byte === colon || byte === 45;

const closes = (byte: number, next: number): boolean =>
  isBlank(byte) ||
  byte === colon ||
  byte === 93 ||
  byte === 41 ||
  byte === 62 ||
  byte === 124 ||
  byte === 44 ||
  byte === 45 ||
  byte === 13 ||
  byte === 10 ||
  byte === escapeByte ||
  (byte === opening && isDigit(next));

const isUpperWord = (bytes: Uint8Array, begin: number, end: number): boolean => {
  for (let i = begin; i < end; i++) if (!isUpper(bytes[i] ?? 0)) return false;
  return true;
};

const isLevelKey = (bytes: Uint8Array, begin: number, end: number): boolean =>
  bytes[begin - 1] !== dot && keys.has(hashOf(bytes, begin, end));

const hashOf = (bytes: Uint8Array, begin: number, end: number): number => {
  let hash = 7;
  for (let i = begin; i < end; i++) hash = (Math.imul(hash, 31) + ((bytes[i] ?? 0) | 32)) & 0x3fffffff;
  return hash;
};

const hashOfText = (text: string): number => hashOf(Buffer.from(text, "latin1"), 0, text.length);

const named: Readonly<Record<LogLevel, string>> = {
  trace: "trace trc verbose",
  debug: "debug debu dbg",
  info: "info information inf notice log statement detail hint",
  warning: "warning warn wrn",
  error: "error erro err fail",
  fatal: "fatal fata ftl critical crit emerg emergency alert panic pani severe",
};

const levels = new Map(
  logLevels.flatMap((level) =>
    named[level].split(" ").map((name): [number, number] => [hashOfText(name), levelCode(level)]),
  ),
);

const letters = new Map(
  Object.entries({ t: 1, v: 1, d: 2, i: 3, w: 4, e: 5, f: 6 }).map(([letter, level]) => [
    letter.charCodeAt(0),
    level,
  ]),
);

const keys = new Set(["level", "lvl", "severity", "loglevel", "levelname"].map(hashOfText));

/** 10 to 60. */
const numbers = [0, 1, 2, 3, 4, 5, 6];
