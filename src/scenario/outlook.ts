/** What choosing versions would come to, cheaply enough to be asked for each of thousands of releases. */
import { Failure } from "../util/problem";
import { checkPolicy } from "../versions/policy";
import type { Version } from "../versions/types";
import { decide } from "./decide";
import { at, textOf, withEntries } from "./located";
import type { Scenario } from "./parse";
import { swapped } from "./swap";

export interface SideOutlook {
  readonly version: Version | undefined;
  /** As the scenario asks for it: `3.11`, `>=3.8`. */
  readonly python: string | undefined;
}

export interface Outlook {
  readonly sides: Readonly<Record<string, SideOutlook>>;
  /** Why the policy would be broken. */
  readonly warning: string | undefined;
}

export type Outlooks = (versions: Readonly<Record<string, Version>>) => Outlook;

export const outlooks = (scenario: Scenario, swap: boolean): Outlooks => {
  const tree = swap ? (swapped(scenario.tree) ?? scenario.tree) : scenario.tree;
  // Services and all else would be decided for nothing.
  const sidesOnly = withEntries(
    tree,
    [...tree.entries.values()].filter(({ key }) => key === "sides"),
  );
  const policy = at(tree, "policy");
  const [require, why] = [textOf(at(policy, "require")), textOf(at(policy, "why"))];
  return (versions) => {
    const decided = decide(sidesOnly, versions);
    const sides = [...decided.sideVersions].map(([name, version]) => {
      const python = textOf(at(decided.tree, "sides", name, "python", "version"));
      return [name, { version, python }] as const;
    });
    const known = sides.flatMap(([name, { version }]) => (version ? [[name, version] as const] : []));
    const all = { ...versions, ...Object.fromEntries(known) };
    return {
      sides: Object.fromEntries(sides),
      warning: require === undefined ? undefined : brokenPolicy(require, all, why),
    };
  };
};

const brokenPolicy = (
  require: string,
  versions: Readonly<Record<string, Version>>,
  why: string | undefined,
): string | undefined => {
  try {
    const verdict = checkPolicy(require, versions, why);
    return verdict.ok ? undefined : verdict.broken;
  } catch (error) {
    if (error instanceof Failure) return `whether the policy holds can't be told: ${error.problem.message}`;
    throw error;
  }
};

/** Whether two sides can change places. */
export const canSwap = (scenario: Scenario): boolean => swapped(scenario.tree) !== undefined;
