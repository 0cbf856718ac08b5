import { isAbsolute, resolve } from "node:path";
import type { PythonRequest } from "../request";

/** A folder or a file of the side's tree that an install line names. */
export interface LocalPath {
  readonly path: string;
  readonly editable: boolean;
}

/** All that is to be installed, as pip takes it. */
export const installLines = ({ spec, source }: PythonRequest): readonly string[] => [
  ...(source.kind === "pypi" ? [`${source.name}==${source.version}`] : []),
  ...spec.requirements.map((file) => `-r ${file}`),
  ...spec.install,
];

/** A line that begins with an option is words; any other is one requirement, with its blanks and markers. */
export const wordsOf = (line: string): readonly string[] => {
  const text = line.trim();
  if (!text.startsWith("-")) return text === "" ? [] : [text];
  const withValue = /^(-[a-z]|--[\w-]+)(?:\s+|=)(.+)$/.exec(text);
  if (withValue && oneValue.has(withValue[1] ?? ""))
    return [withValue[1] ?? "", unquoted(withValue[2] ?? "")];
  return [...text.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    (match) => match[1] ?? match[2] ?? match[3] ?? "",
  );
};

/** What is in the tree, and so decides with its content what the environment is. */
export const localPaths = (lines: readonly string[], tree: string): readonly LocalPath[] =>
  lines.flatMap((line) => {
    const [first = "", second = ""] = wordsOf(line);
    const editable = first === "-e" || first === "--editable";
    const named = editable ? second : first;
    if (!editable && first.startsWith("-")) return [];
    const path = pathIn(named, editable);
    return path === undefined ? [] : [{ path: resolve(tree, path), editable }];
  });

/** Requirements and constraints files that lines name. */
export const fileArguments = (lines: readonly string[], tree: string): readonly string[] =>
  lines.flatMap((line) => {
    const [first = "", second = ""] = wordsOf(line);
    return fileOptions.has(first) && !/^\w+:\/\//.test(second) ? [resolve(tree, second)] : [];
  });

const fileOptions = new Set(["-r", "--requirement", "-c", "--constraint", "--constraints"]);
const oneValue = new Set([
  ...fileOptions,
  "-e",
  "--editable",
  "-i",
  "--index-url",
  "--extra-index-url",
  "-f",
]);

const unquoted = (text: string): string => /^(["'])(.*)\1$/.exec(text.trim())?.[2] ?? text.trim();

/** `.[test]` and `./pkg ; python_version < "3"` are paths with something behind them. */
const pathIn = (named: string, editable: boolean): string | undefined => {
  const file = /^(?:[\w.-]+(?:\[[^\]]*\])?\s*@\s*)?file:(?:\/\/)?([^#;]+)/.exec(named)?.[1];
  if (file !== undefined) return decodeURIComponent(file.trim());
  if (/^[\w+]+:\/\/|@\s*\w+[+:]/.test(named)) return undefined;
  const bare = named
    .replace(/\s*;.*$/, "")
    .replace(/\[[^\]]*\]\s*$/, "")
    .trim();
  const looksLocal = /^\.{0,2}[\\/]|^\.{1,2}$|[\\/]/.test(bare) || isAbsolute(bare);
  return bare !== "" && (editable || looksLocal) ? bare : undefined;
};
