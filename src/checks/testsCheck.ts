import type { Expect } from "../scenario/settled";
import { plural } from "../util/text";
import { type Finding, finding } from "./finding";
import { checkProgram } from "./programCheck";
import { readReport, reportsBefore } from "./report";
import type { CheckWorld, FilledCommand, TestCase } from "./types";

/** Each test case becomes a result; nothing is green that did not run. */
export const checkTests = async (
  command: FilledCommand,
  report: string,
  expect: Expect,
  world: CheckWorld,
): Promise<Finding> => {
  const before = await reportsBefore(report);
  const ran = await checkProgram(command, expect, world);
  const { exit, lines = [] } = ran;
  const more = { lines, ...(exit !== undefined && { exit }) };
  const found = await readReport(report, before);
  // Without a report, the command's own trouble explains it best.
  if (found.kind === "bad") return finding(both(ran.why, found.why), more);
  const failed = failedWords(found.cases);
  return finding(failed ?? ran.why ?? noneRan(found.cases), { ...more, cases: found.cases });
};

const both = (first: string | undefined, second: string): string =>
  first === undefined ? second : `${first}, and ${second}`;

const failedWords = (cases: readonly TestCase[]): string | undefined => {
  const red = cases.filter(({ verdict }) => verdict === "red");
  if (red.length === 0) return undefined;
  const named = red.slice(0, 3).map(({ name }) => name);
  const rest = red.length > named.length ? `, and ${red.length - named.length} more` : "";
  return `${red.length} of ${plural(cases.length, "test case")} failed: ${named.join(", ")}${rest}`;
};

const noneRan = (cases: readonly TestCase[]): string | undefined => {
  if (cases.some(({ verdict }) => verdict === "green")) return undefined;
  return cases.length === 0 ? "no test case ran" : `all ${cases.length} test cases were skipped`;
};
