/** Reds that the scenario expects, of the versions that were chosen. */
import type { Problem } from "../util/problem";
import { matches } from "../versions/satisfies";
import type { Version } from "../versions/types";
import type { Decided } from "./decide";
import { at, itemsOf, type Located, problemOn, textOf } from "./located";
import type { KnownRed } from "./settled";
import { parseWhen, whenHolds } from "./when";

export const knownReds = (
  { tree, sideVersions }: Decided,
  versions: Readonly<Record<string, Version>>,
  problems: Problem[],
): readonly KnownRed[] => {
  const versionOf = (name: string, node: Located): Version | undefined => {
    const version = sideVersions.has(name) ? sideVersions.get(name) : versions[name];
    if (version === undefined) problems.push(withoutVersion(node, name));
    return version;
  };
  return itemsOf(at(tree, "matrix", "expect")).flatMap((item) => {
    const node = at(item, "when") ?? item;
    const when = parseWhen(textOf(node) ?? "");
    const holds = (name: string, condition: string): boolean => {
      const version = versionOf(name, node);
      return version !== undefined && matches(version, condition);
    };
    return when.ok && whenHolds(when.value, holds) ? [redOf(item)] : [];
  });
};

/** Why all of these checks were to be red; undefined where one of them was not. */
export const whyExpected = (known: readonly KnownRed[], redChecks: readonly string[]): string | undefined => {
  const reasons = redChecks.map((name) => known.find((red) => speaksOf(red, name))?.reason);
  if (reasons.length === 0 || reasons.some((reason) => reason === undefined)) return undefined;
  return [...new Set(reasons)].join("; ");
};

const speaksOf = ({ check }: KnownRed, name: string): boolean =>
  check === undefined || new RegExp(check).test(name);

const redOf = (item: Located): KnownRed => {
  const check = textOf(at(item, "check"));
  return { reason: textOf(at(item, "reason")) ?? "", ...(check === undefined ? {} : { check }) };
};

const withoutVersion = (node: Located, side: string): Problem =>
  problemOn(node, {
    code: "no-version",
    message: `the side "${side}" has no version to ask`,
    hint: 'Give the side "version", as its source tells none.',
  });
