import { stripVTControlCharacters } from "node:util";
import type { Failure } from "../../util/problem";
import { machineFailure } from "../../util/problem";

export interface Why {
  /** The package that could not be had, where the output names one. */
  readonly package: string | undefined;
  /** The line that says why. */
  readonly reason: string | undefined;
  readonly lines: readonly string[];
}

/** What a person needs of the output of uv, pip, npm or a build that failed. */
export const whyFailed = (output: readonly string[]): Why => {
  const lines = output.map(plain).filter((line) => line !== "");
  const name = firstMatch(lines, packagePatterns);
  const reason = reasonPatterns
    .map((pattern) => lines.findLast((line) => pattern.test(line)))
    .find(isText)
    ?.replace(/^(?:cause|error): /i, "");
  const telling = lines.filter((line) => tellingPatterns.some((pattern) => pattern.test(line)));
  const shown = telling.length > 0 ? telling : lines;
  return {
    package: name,
    reason: reason && shorten(reason),
    lines: [...new Set(shown)].slice(-linesShown).map(shorten),
  };
};

export const unbuildable = (side: string, why: Why, log: string, cause?: unknown): Failure => {
  const what = why.package === undefined ? "" : `: ${why.package}`;
  const reason = why.reason === undefined ? "" : `: ${why.reason}`;
  return machineFailure("unbuildable", `The environment of side ${side} can't be built${what}${reason}`, {
    lines: why.lines,
    hint: `The whole output is in ${log}`,
    ...(cause === undefined ? {} : { cause }),
  });
};

const linesShown = 12;
const longest = 300;

/** Without colours, and without the frames that pip draws. */
const plain = (line: string): string =>
  stripVTControlCharacters(line)
    .replace(/^[\s│╰├─▶>×]+/u, "")
    .replace(/^(?:npm (?:ERR!|error)|gyp ERR!)\s*/, "")
    .replace(/^(?:404|notarget)\s+/, "")
    .trim();

const shorten = (line: string): string => {
  const text = line.replace(/ \(from versions: [^)]*\)?/, "");
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
};

const packagePatterns = [
  /^error: Failed to (?:build|download|fetch|download and build|prepare)[^`]*`([^`@=\s]+)/i,
  /Failed building (?:wheel|editable) for ([\w.-]+)/,
  /No matching distribution found for ([^\s;,(]+)/,
  /Package '([\w.-]+)' requires a different Python/,
  /Because there (?:is|are) no versions? of ([\w.-]+(?:==[\w.!+*-]+)?)/,
  /Because ([\w.-]+) was not found in the (?:package registry|cache|provided)/,
  /([\w.-]+(?:==[\w.!+*-]+)?) depends on Python/,
  /Could not build wheels for ([\w.-]+)/,
  /No matching version found for (\S+?)\.?$/,
  /'((?:@[\w.-]+\/)?[\w.-]+@[^\s']+)'? (?:is not in|could not be found)/,
  /^Building ((?:[\w.-]+ @ )?file:\S+)/,
] as const;

/** The strongest first: what can't be resolved or compiled says more than that something exited with 1. */
const reasonPatterns = [
  /requires a different Python|depends on Python|does not satisfy Python/,
  /fatal error: /,
  /^(?:cause: )?Because /,
  /No matching distribution found for|No matching version found for/,
  /^(?:ERROR: )?Cannot install .* conflicting dependencies/,
  /is not in (?:this|the npm) registry|^The requested resource '.*could not be found/,
  /^[\w.]*(?:Error|Exception|Exit|Interrupt)\b(?::|$)/,
  /: error: |^\S+\(\d+\): error/,
  /not found|No such file or directory|command not found/,
  /^error: (?!subprocess-exited|metadata-generation)/i,
] as const;

const tellingPatterns = [
  ...reasonPatterns,
  /^(?:ERROR|error|cause|hint|And because|So,|Failed)\b/,
  /fatal|undefined reference|cannot find -l/,
  /^File "(?!.*site-packages).*", line \d+/,
  /^The conflict is caused by|^The user requested |^\S+ \S+ depends on /,
] as const;

const firstMatch = (lines: readonly string[], patterns: readonly RegExp[]): string | undefined => {
  for (const pattern of patterns)
    for (const line of lines) {
      const name = pattern.exec(line)?.[1];
      if (name !== undefined) return name;
    }
  return undefined;
};

const isText = (value: string | undefined): value is string => value !== undefined;
