import type { Exited, Line } from "../processes/types";
import type { Expect } from "../scenario/settled";
import { isRecord } from "../util/json";
import { parseJson } from "../util/parseJson";
import { inputFailure } from "../util/problem";
import type { HttpAnswer } from "../util/request";

/** Why a program's end is not what was expected; undefined when all holds. Exit code 0 is expected by default. */
export const programUnmet = (expect: Expect, exit: Exited, lines: readonly Line[]): string | undefined => {
  const wanted = expect.exit ?? 0;
  if (exit.code === undefined) return `it was ended by ${exit.signal ?? "something else"}`;
  if (exit.code !== wanted) return `it ended with exit code ${exit.code}, expected ${wanted}`;
  return (
    textUnmet("stdout", expect.stdout, () => textOf(lines, "stdout")) ??
    textUnmet("stderr", expect.stderr, () => textOf(lines, "stderr"))
  );
};

/** Statuses from 200 to 299 are expected by default. */
export const answerUnmet = (
  what: string,
  expect: Expect,
  { status, body }: HttpAnswer,
): string | undefined => {
  const good = expect.status === undefined ? status >= 200 && status < 300 : status === expect.status;
  if (!good) return `${what} answered ${status}, expected ${expect.status ?? "2xx"}${saying(body)}`;
  return textUnmet("body", expect.body, () => body);
};

/** An answer of 200 may carry errors; they are what was expected only where `body` asks for them by name. */
export const graphqlUnmet = (what: string, expect: Expect, answer: HttpAnswer): string | undefined => {
  const errors = graphqlErrors(answer.body);
  const unmet = answerUnmet(what, expect, answer);
  if (unmet !== undefined || expect.body?.includes("errors")) return unmet;
  if (errors === "no-json") return `${what} answered no JSON${saying(answer.body)}`;
  return errors.length > 0 ? `${what} answered with errors: ${errors.join("; ")}` : undefined;
};

export const textOf = (lines: readonly Line[], stream: Line["stream"]): string =>
  lines
    .filter((line) => line.stream === stream)
    .map(({ text }) => text)
    .join("\n");

/** `^` and `$` also match at line ends; the pattern may match anywhere. */
export const compile = (pattern: string, where: string): RegExp => {
  try {
    return new RegExp(pattern, "m");
  } catch (cause) {
    throw inputFailure("bad-pattern", `${where} is no regular expression: /${pattern}/`, {
      hint: "Correct the expression; it is read as JavaScript's.",
      cause,
    });
  }
};

const textUnmet = (where: string, pattern: string | undefined, text: () => string): string | undefined => {
  if (pattern === undefined || compile(pattern, `expect.${where}`).test(text())) return undefined;
  const last = text().trimEnd().split("\n").at(-1) ?? "";
  const there = last === "" ? "it is empty" : `it ends with: ${shortened(last)}`;
  return `its ${where} doesn't match /${pattern}/; ${there}`;
};

const graphqlErrors = (body: string): string[] | "no-json" => {
  const answer = parseJson(body);
  if (!isRecord(answer)) return "no-json";
  const errors = answer["errors"];
  return Array.isArray(errors) ? errors.map(errorText) : [];
};

const errorText = (error: unknown): string =>
  shortened(
    isRecord(error) && typeof error["message"] === "string" ? error["message"] : JSON.stringify(error),
  );

const saying = (body: string): string => (body.trim() === "" ? "" : `: ${shortened(body.trim())}`);

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, " ");
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
};
