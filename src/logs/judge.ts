import type { Finding, Strength } from "./finding";
import { isHint } from "./hints";
import { errorStatus } from "./httpStatus";
import { type Entry, isCalm, type Level } from "./level";
import { indentOf, isException, type Stack } from "./stack";
import { readStack } from "./stacks";

const connection =
  /ECONNREFUSED|ECONNRESET|connection ?(?:was )?(?:refused|reset|aborted)|\bUNAVAILABLE\b|failed to connect to all addresses|Max retries exceeded/i;

/** A side that can't reach another one suffers from what happened there. */
const weighed = (strength: Strength, text: string): Strength => (connection.test(text) ? "effect" : strength);

/** The record that a stack was logged with, if it was. */
export interface Head {
  readonly at: number;
  readonly level?: Level;
}

/** What the program says last, and what it all began with. */
export const ofStack = ({ thrown }: Stack, { at, level }: Head): Finding[] => {
  const handled = level !== undefined && isCalm(level);
  const [original, last] = [thrown[0], thrown.at(-1)];
  return [original, original === last ? undefined : last]
    .filter((one) => one !== undefined)
    .map((one) => ({
      strength: weighed(handled ? "error" : "exception", one.text),
      text: one.text,
      frames: one.frames,
      at,
      ...(one === last ? {} : { original: true }),
    }));
};

export const ofEntry = (entry: Entry, lines: readonly string[], at: number): Finding[] => {
  const status = errorStatus(lines[at] ?? "");
  if (status !== undefined) return [ofStatus(status, entry.message, at)];
  if (isCalm(entry.level)) return [];
  if (entry.stack !== undefined) {
    const stack = readStack(entry.stack.split("\n"), 0);
    if (stack !== undefined) return ofStack(stack, { at, level: entry.level });
  }
  const text = complete(entry.message, lines[at + 1]);
  const strength = isException(text) ? "exception" : "error";
  return [{ strength: weighed(strength, text), text, frames: [], at }];
};

/** A message that is empty or ends with a colon goes on in the next line. */
const complete = (message: string, next: string | undefined): string =>
  (message === "" || message.endsWith(":") || /\]$/.test(message)) && next !== undefined && indentOf(next) > 0
    ? `${message} ${next.trim()}`.trim()
    : message;

const ofStatus = (status: number, text: string, at: number): Finding => ({
  strength: status >= 500 ? "status" : "hint",
  text,
  frames: [],
  at,
});

export const ofPlain = (line: string, at: number, withHints: boolean): Finding[] => {
  const text = line.trim();
  const status = errorStatus(text);
  if (status !== undefined) return [ofStatus(status, text, at)];
  const failed = /^FAILED (\S+::.+)/.exec(text)?.[1];
  if (failed !== undefined) return [{ strength: "exception", text: failed, frames: [], at }];
  if (indentOf(line) === 0 && isException(text) && !/Warning\b/.test(text))
    return [{ strength: weighed("exception", text), text, frames: [], at }];
  return withHints && isHint(text) ? [{ strength: "hint", text, frames: [], at }] : [];
};
