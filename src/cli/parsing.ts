import { parseArgs } from "node:util";
import { inputFailure } from "../util/problem";
import type { Verb, VerbArgs } from "./verb";

/** What stands behind the verb; a word that nobody would read is an error, not silence. */
export const parseVerb = (verb: Verb, rest: readonly string[]): VerbArgs => {
  const { values, positionals } = parsedOrFailure(verb, rest);
  const extra = positionals[verb.words ?? 0];
  if (extra !== undefined) throw tooMany(verb, extra);
  return {
    words: positionals,
    flag: (name) => values[name] === true,
    text: (name) => {
      const value = values[name];
      return typeof value === "string" ? value : undefined;
    },
    texts: (name) => {
      const value = values[name];
      return Array.isArray(value) ? value.map(String) : [];
    },
  };
};

const parsedOrFailure = (verb: Verb, rest: readonly string[]) => {
  try {
    return parseArgs({ args: [...rest], options: verb.options, allowPositionals: true, strict: true });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw inputFailure("bad-arguments", `backcompat ${verb.name}: ${message.split(". ")[0]}`, {
      hint: usageHint(verb),
      cause,
    });
  }
};

const tooMany = (verb: Verb, word: string): Error => {
  const option = ["with", "set"].find((name) => word.includes("=") && Object.hasOwn(verb.options, name));
  return inputFailure("bad-arguments", `backcompat ${verb.name}: “${word}” is one word too many`, {
    hint: option === undefined ? usageHint(verb) : `Did you mean --${option} ${word}?`,
  });
};

const usageHint = (verb: Verb): string => `Usage: backcompat ${verb.name} ${verb.usage}`;
