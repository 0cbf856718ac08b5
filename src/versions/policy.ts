import { err, ok, type Result } from "../util/result";
import { compareVersions } from "./compare";
import type { Version } from "./types";

export interface Comparison {
  readonly left: string;
  readonly operator: PolicyOperator;
  readonly right: string;
}

export type PolicyOperator = "<" | "<=" | ">" | ">=" | "==" | "!=";

export type PolicyVerdict = { readonly ok: true } | { readonly ok: false; readonly broken: string };

/** `host >= userCode && host != broker`: names of sides or axes, all must hold. */
export const parsePolicy = (text: string): Result<readonly Comparison[], string> => {
  const comparisons: Comparison[] = [];
  for (const part of text.split("&&")) {
    const match = /^\s*([A-Za-z_][\w-]*)\s*(<=|>=|==|!=|<|>)\s*([A-Za-z_][\w-]*)\s*$/.exec(part);
    const operator = operators.find((known) => known === match?.[2]);
    if (!match?.[1] || !match[3] || !operator)
      return err(`'${part.trim()}' is not a comparison such as 'host >= userCode'`);
    comparisons.push({ left: match[1], operator, right: match[3] });
  }
  return ok(comparisons);
};

/** A policy that can't be read or names what isn't there is broken too, in words that say so. */
export const checkPolicy = (
  require: string,
  versions: Readonly<Record<string, Version>>,
  why?: string,
): PolicyVerdict => {
  const parsed = parsePolicy(require);
  if (!parsed.ok) return { ok: false, broken: parsed.error };
  for (const comparison of parsed.value) {
    const broken = brokenBy(comparison, versions);
    if (broken !== undefined) return { ok: false, broken: why ? `${broken}: ${why}` : broken };
  }
  return { ok: true };
};

const operators = ["<", "<=", ">", ">=", "==", "!="] as const;

const brokenBy = (
  { left, operator, right }: Comparison,
  versions: Readonly<Record<string, Version>>,
): string | undefined => {
  const [one, other] = [versions[left], versions[right]];
  const missing = one ? right : left;
  if (!one || !other) return `'${missing}' is not among ${Object.keys(versions).join(", ")}`;
  const difference = compareVersions(one, other);
  if (holds[operator](difference)) return undefined;
  return `${left} ${one.name} would be ${relation(difference)} ${right} ${other.name}`;
};

const relation = (difference: number): string => {
  if (difference === 0) return "the same version as";
  return difference < 0 ? "older than" : "newer than";
};

const holds: Record<PolicyOperator, (difference: number) => boolean> = {
  "<": (difference) => difference < 0,
  "<=": (difference) => difference <= 0,
  ">": (difference) => difference > 0,
  ">=": (difference) => difference >= 0,
  "==": (difference) => difference === 0,
  "!=": (difference) => difference !== 0,
};
