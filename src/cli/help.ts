import type { Verb } from "./verb";

export const overview = (verbs: readonly Verb[]): string =>
  [
    "backcompat: two versions of a system side by side, and all as it was afterwards.",
    "",
    "Usage: backcompat VERB [ARGUMENTS]",
    "",
    ...verbs.map((verb) => `  ${verb.name.padEnd(10)} ${verb.summary}`),
    "",
    "backcompat VERB --help explains a verb, with an example.",
    "Exit codes: 0 green or done · 1 red · 2 wrong input · 3 this machine can't · 130 interrupted",
  ].join("\n");

export const verbHelp = (verb: Verb): string =>
  [
    verb.summary,
    "",
    `Usage: backcompat ${verb.name} ${verb.usage}`,
    ...(Object.keys(verb.explain).length === 0 ? [] : ["", "Options:"]),
    ...Object.entries(verb.explain).map(([name, text]) => `  --${name.padEnd(12)} ${text}`),
    "",
    "Example:",
    ...verb.example.split("\n").map((line) => `  ${line}`),
  ].join("\n");
