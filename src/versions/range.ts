import { err, ok, type Result } from "../util/result";

export type Operator = "<" | "<=" | ">" | ">=" | "==" | "!=" | "~=";

export interface Condition {
  readonly operator: Operator;
  /** Without the `.*` of a prefix. */
  readonly bound: string;
  /** `==1.2.*` */
  readonly prefix: boolean;
}

/** All must hold; none is everything. */
export type Range = readonly Condition[];

/** The message says what is wrong and how to write it. */
export const parseRange = (text: string): Result<Range, string> => {
  const words = text
    .trim()
    .replace(/(===|[<>=!~]=|[<>=])\s+/g, "$1")
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return err("a range is empty; write conditions such as '>=1.2 <2'");
  const conditions: Condition[] = [];
  for (const word of words) {
    const condition = parseWord(word);
    if (!condition.ok) return condition;
    conditions.push(condition.value);
  }
  return ok(conditions);
};

export const rangeText = (range: Range): string =>
  range.map(({ operator, bound, prefix }) => `${operator}${bound}${prefix ? ".*" : ""}`).join(" ");

const parseWord = (word: string): Result<Condition, string> => {
  const foreign = foreignWays.find(([pattern]) => pattern.test(word));
  if (foreign) return err(`'${word}': ${foreign[1]}`);
  const match = /^(<=|>=|==|!=|~=|<|>)?(.*)$/.exec(word);
  const written = match?.[1];
  const rest = match?.[2] ?? "";
  const prefix = rest.endsWith(".*");
  const bound = prefix ? rest.slice(0, -2) : rest;
  const wrong = wrongBound(word, written, bound, prefix);
  return wrong === undefined
    ? ok({ operator: operators.find((known) => known === written) ?? "==", bound, prefix })
    : err(wrong);
};

const operators = ["<", "<=", ">", ">=", "==", "!=", "~="] as const;

const wrongBound = (
  word: string,
  operator: string | undefined,
  bound: string,
  prefix: boolean,
): string | undefined => {
  if (bound === "") return `'${word}' has no version after the operator`;
  const form = operator === undefined ? /^v?\d[\w.!+-]*$/i : /^\w[\w.!+-]*$/;
  if (!form.test(bound))
    return `'${bound}' is not a version; conditions look like '>=1.2', '!=1.3.0', '==1.4.*'`;
  if (prefix && operator !== undefined && operator !== "==" && operator !== "!=")
    return `'.*' only goes with == and !=, not in '${word}'`;
  if (operator === "~=" && !/\d\.\d/.test(bound))
    return `'${word}': '~=' needs at least two numbers, such as '~=1.2'`;
  return undefined;
};

const foreignWays: readonly (readonly [RegExp, string])[] = [
  [/[,;]/, "conditions are separated by spaces, such as '>=1.2 <2'"],
  [/\|\|/, "a range has no 'or'; conditions are separated by spaces and all must hold"],
  [/^===/, "write '==' for equality"],
  [/^=[^=]/, "write '==' for equality"],
  [/^\^/, "'^' is not known here; write '>=1.2.0 <2'"],
  [/^~[^=]/, "'~' is not known here; write '~=1.2.0' or '==1.2.*'"],
  [/^[<>=!~]+$/, "has no version after the operator"],
];
