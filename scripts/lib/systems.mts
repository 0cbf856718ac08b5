/** What differs between systems is decided in src/processes only, so that all three can be tested on one. */
export interface Assumption {
  readonly what: RegExp;
  readonly instead: string;
}

export const assumptions: readonly Assumption[] = [
  {
    what: /\bprocess\s*\??\.\s*platform\b|\bprocess\s*\[\s*["'`]platform["'`]|\{[^{}]*\bplatform\b[^{}]*\}\s*=\s*process\b/g,
    instead: "take `thisPlatform` of src/processes/platform, as an argument of the function that decides",
  },
  {
    what: /\bos\s*\.\s*(?:platform|type)\s*\(|\bimport\s*\{[^}]*\bplatform\b[^}]*\}\s*from\s*["'](?:node:)?os["']/g,
    instead: "take `thisPlatform` of src/processes/platform, as an argument of the function that decides",
  },
  {
    what: /(?<=["'`])\/(?:dev\/(?:null|tty|std\w+)|proc\/|tmp\b)/g,
    instead: "ask src/processes/places, or node:os for its tmpdir",
  },
  {
    what: /\bprocess\s*\.\s*kill\s*\(/g,
    instead: "ask src/processes/identity who lives, and let src/processes/stopping end what does",
  },
  {
    what: /\bprocess\s*\.\s*on(?:ce)?\s*\(\s*["'`]SIG/g,
    instead: "take the system's own of src/processes/stopSignals",
  },
  {
    what: /\bprocess\s*\??\.\s*(?:get(?:e?[ug]id|groups)|umask)\b/g,
    instead: "ask a file of src/processes: Windows has no such numbers",
  },
];

/** Files of src/ that may assume something all the same. */
export const excused: readonly { readonly file: string; readonly why: string }[] = [];

/** Where a text assumes what only src/processes may: each with its line, counted from 1. */
export const assumptionsIn = (file: string, text: string): { line: number; why: string }[] => {
  if (file.startsWith("processes/") || excused.some((one) => one.file === file)) return [];
  const code = withoutComments(text);
  return assumptions.flatMap(({ what, instead }) =>
    [...code.matchAll(what)].map(({ 0: found, index }) => ({
      line: code.slice(0, index).split("\n").length,
      why: `\`${found.replaceAll(/\s+/g, " ")}\` is one system's: ${instead}`,
    })),
  );
};

/** Blanks in their place, so that lines stay what they were; `//` in a text or an address begins no comment. */
const withoutComments = (text: string): string =>
  text.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*/g,
    (whole, literal: string | undefined) => literal ?? whole.replace(/[^\n]/g, " "),
  );
