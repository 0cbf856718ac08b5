import { inputFailure } from "../util/problem";
import { compareParsed, compareTexts, parseVersion } from "./order/scheme";
import type { Order, Scheme, Version } from "./types";

/** Releases, the workspace, branches and commits alike. */
export const compareVersions = (a: Version, b: Version): number => {
  const [one, other] = [placeOf(a.order), placeOf(b.order)];
  if (one.beyond !== 0 || other.beyond !== 0) return one.beyond - other.beyond;
  return (
    compareTexts(one.nearest, other.nearest, commonScheme(a, b, one.nearest, other.nearest)) ||
    one.after - other.after
  );
};

/** A git axis and an npm axis of one product have different schemes, but mostly speak of the same numbers. */
const commonScheme = (a: Version, b: Version, ...texts: readonly string[]): Scheme => {
  if (a.order.scheme === b.order.scheme) return a.order.scheme;
  const both = ([a.order.scheme, b.order.scheme] as const).find(
    (scheme) => scheme !== "loose" && texts.every((text) => parseVersion(text, scheme)),
  );
  if (both) return both;
  throw inputFailure(
    "versions-not-comparable",
    `'${a.name}' of ${a.axis} and '${b.name}' of ${b.axis} are numbered in different ways and have no order`,
    { hint: "Compare versions of axes that are numbered alike." },
  );
};

export const sameRelease = (a: string, b: string, scheme: Scheme): boolean => {
  const [one, other] = [parseVersion(a, scheme), parseVersion(b, scheme)];
  return one && other ? compareParsed(one, other) === 0 : a === b;
};

interface Place {
  readonly beyond: -1 | 0 | 1;
  readonly nearest: string;
  readonly after: number;
}

const placeOf = (order: Order): Place =>
  "beyond" in order
    ? { beyond: order.beyond === "above" ? 1 : -1, nearest: "", after: 0 }
    : { beyond: 0, nearest: order.nearest, after: order.after };
