import { shellQuote } from "../util/text";
import { type Platform, thisPlatform } from "./platform";
import { type Variables, variable } from "./variables";

/** A command as one would type it in this system's shell, to be tried by hand. */
export const asTyped = (argv: readonly string[], platform: Platform = thisPlatform): string =>
  platform === "win32" ? argv.map(windowsWord).join(" ") : shellQuote(argv);

/** A line that sets a variable in the shell that one is in: Windows has PowerShell, or what came with git. */
export const assignmentText = (
  name: string,
  value: string,
  env: Variables,
  platform: Platform = thisPlatform,
): string => {
  const shell = variable(env, "SHELL", platform) ?? variable(env, "MSYSTEM", platform);
  return platform === "win32" && shell === undefined
    ? `$env:${name} = '${value.replaceAll("'", "''")}'`
    : `export ${name}=${shellQuote([value])}`;
};

/** Quotes are escaped by backslashes there, and so are the backslashes before a quote. */
const windowsWord = (word: string): string =>
  /^[\w@%+=:,./\\~-]+$/.test(word) ? word : `"${word.replace(/(\\*)("|$)/g, escapedQuote)}"`;

const escapedQuote = (_: string, slashes: string, quote: string): string =>
  `${slashes}${slashes}${quote === "" ? "" : '\\"'}`;
