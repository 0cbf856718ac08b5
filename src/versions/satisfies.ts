import { compareKeys, type Parsed, withoutTrailingZeros } from "./order/key";
import { parseLoose } from "./order/loose";
import { compareParsed, parseBound, parseVersion } from "./order/scheme";
import { type Condition, parseRange, type Range } from "./range";
import type { Order, Scheme, Version } from "./types";

/**
 * What PEP 440 says of ranges, for every scheme: `<2.0` leaves out 2.0's own pre-releases, `>2.0` its
 * post-releases, and local parts only count where the range names one.
 */
export const satisfies = (version: Version | Order, range: Range): boolean => {
  const order = "order" in version ? version.order : version;
  return range.every((condition) => holds(order, condition));
};

export const nameSatisfies = (name: string, scheme: Scheme, range: Range): boolean =>
  satisfies({ scheme, nearest: name, after: 0 }, range);

/** A condition as it stands at a value by version: a range, `workspace`, or the name of a branch or commit. */
export const matches = (version: Version, condition: string): boolean => {
  const text = condition.trim();
  if (text === version.name) return true;
  if (text === "workspace") return version.kind === "workspace";
  const range = parseRange(text);
  return range.ok && satisfies(version, range.value);
};

const holds = (order: Order, condition: Condition): boolean => {
  if ("beyond" in order) return beyondHolds[order.beyond].has(condition.operator);
  const [version, bound] = bothParsed(order.nearest, condition.bound, order.scheme);
  if (condition.prefix) return startsWith(version, bound) === (condition.operator === "==");
  const difference =
    compareKeys(version.key, bound.key) || localDifference(version, bound, condition) || order.after;
  return tests[condition.operator]({ version, bound, difference, after: order.after });
};

const beyondHolds: Record<"below" | "above", ReadonlySet<string>> = {
  below: new Set(["<", "<=", "!="]),
  above: new Set([">", ">=", "!="]),
};

const bothParsed = (name: string, bound: string, scheme: Scheme): readonly [Parsed, Parsed] => {
  const [one, other] = [parseVersion(name, scheme), parseBound(bound, scheme)];
  return one && other ? [one, other] : [parseLoose(name), parseLoose(bound)];
};

const localDifference = (version: Parsed, bound: Parsed, { operator }: Condition): number =>
  bound.local.length > 0 && (operator === "==" || operator === "!=") ? compareParsed(version, bound) : 0;

interface Compared {
  readonly version: Parsed;
  readonly bound: Parsed;
  readonly difference: number;
  readonly after: number;
}

const tests: Record<Condition["operator"], (compared: Compared) => boolean> = {
  "==": ({ difference }) => difference === 0,
  "!=": ({ difference }) => difference !== 0,
  "<=": ({ difference }) => difference <= 0,
  ">=": ({ difference }) => difference >= 0,
  "<": ({ difference, version, bound }) =>
    difference < 0 && !(version.prerelease && !bound.prerelease && sameBase(version, bound)),
  ">": ({ difference, version, bound, after }) =>
    difference > 0 && (after > 0 || !(version.post && !bound.post && sameBase(version, bound))),
  "~=": ({ difference, version, bound }) =>
    difference >= 0 && startsWith(version, { epoch: bound.epoch, release: bound.release.slice(0, -1) }),
};

type Base = Pick<Parsed, "epoch" | "release">;

const sameBase = (a: Base, b: Base): boolean =>
  a.epoch === b.epoch && compareKeys(withoutTrailingZeros(a.release), withoutTrailingZeros(b.release)) === 0;

const startsWith = (version: Base, prefix: Base): boolean =>
  version.epoch === prefix.epoch && prefix.release.every((part, at) => (version.release[at] ?? 0) === part);
