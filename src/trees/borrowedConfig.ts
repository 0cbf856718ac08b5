import { isAbsolute, resolve } from "node:path";
import { isUrl } from "./origin";

/** One setting: its key as git lists it (`remote.origin.url`) and its value. */
export type Setting = readonly [key: string, value: string];

/** `git config --list -z`: key, newline, value, NUL; a key alone means true. */
export const parseSettings = (text: string): Setting[] =>
  text
    .split("\0")
    .filter((entry) => entry !== "")
    .map((entry) => {
      const end = entry.indexOf("\n");
      return end < 0 ? [entry, "true"] : [entry.slice(0, end), entry.slice(end + 1)];
    });

/**
 * Of a person's own repository settings, those that say how to reach its remotes and how files look;
 * none that runs something (hooks, filters, fsmonitor) or says where its work tree is.
 */
export const borrowed = (settings: readonly Setting[], base: string): Setting[] =>
  settings
    .filter(([key]) => wanted.some((pattern) => pattern.test(key)))
    .map(([key, value]) => [key, key.endsWith(".url") ? absoluteUrl(value, base) : value]);

export const configText = (settings: readonly Setting[]): string =>
  settings.map(([key, value]) => `${header(key)}\n\t${lastPart(key)} = ${quoted(value)}\n`).join("");

/** The addresses of the remotes, by name: origin first, then upstream, then as configured. */
export const remotesIn = (settings: readonly Setting[]): Map<string, string> => {
  const urls = settings.flatMap(([key, value]): Setting[] => {
    const name = /^remote\.(.+)\.url$/.exec(key)?.[1];
    return name === undefined || name.startsWith("-") ? [] : [[name, value]];
  });
  const rank = ([name]: Setting): number => ["origin", "upstream"].indexOf(name) >>> 0;
  return new Map([...urls].sort((a, b) => rank(a) - rank(b)));
};

const wanted = [
  /^core\.(autocrlf|eol|safecrlf|symlinks|ignorecase|filemode|precomposeunicode|protectntfs|protecthfs|sshcommand|checkroundtripencoding)$/,
  /^remote\..+\.(url|promisor|partialclonefilter|proxy)$/,
  /^(url|http|https|credential|lfs|submodule|ssh)\./,
];

const absoluteUrl = (url: string, base: string): string =>
  isUrl(url) || isAbsolute(url) || url === "" ? url : resolve(base, url);

const header = (key: string): string => {
  const first = key.indexOf(".");
  const last = key.lastIndexOf(".");
  const section = key.slice(0, first);
  return first === last ? `[${section}]` : `[${section} ${quoted(key.slice(first + 1, last))}]`;
};

const lastPart = (key: string): string => key.slice(key.lastIndexOf(".") + 1);

const quoted = (value: string): string =>
  `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n").replaceAll("\t", "\\t")}"`;
