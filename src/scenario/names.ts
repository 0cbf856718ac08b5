/** The names that a scenario defines, taken as far as they can be read even where the rest is wrong. */
import { editDistance } from "../util/text";
import { at, entriesOf, itemsOf, type Located, textOf } from "./located";
import { isByVersion } from "./merge";
import type { Names } from "./scope";

export const namesIn = (scenario: Located): Names => {
  const services = keyed(meant(scenario, "services"));
  return {
    axes: new Set(keyed(meant(scenario, "axes")).map(([name]) => name)),
    gitAxes: new Set(gitAxes(scenario)),
    sides: new Set(keyed(meant(scenario, "sides")).map(([name]) => name)),
    services: new Map(services.map(([name, service]) => [name, new Set(portsIn(service))])),
    setup: new Set(stepsIn(at(scenario, "setup")).map(([name]) => name)),
    outputs: new Set(
      stepsIn(at(scenario, "setup")).flatMap(([, step]) => keyed(at(step, "outputs")).map(([name]) => name)),
    ),
    files: new Set(
      variants(at(scenario, "rewrites"))
        .flatMap(itemsOf)
        .flatMap(variants)
        .flatMap((rewrite) => textOf(at(rewrite, "name")) ?? []),
    ),
    actions: new Set(keyed(at(scenario, "actions")).map(([name]) => name)),
    checks: new Set(keyed(at(scenario, "checks")).map(([name]) => name)),
    engines: new Set(keyed(at(scenario, "engines")).map(([name]) => name)),
  };
};

/** A misspelt key is one mistake, not one for each name in it. */
const meant = (node: Located, key: string): Located | undefined =>
  at(node, key) ??
  entriesOf(node).find((entry) => entry.value.kind === "object" && editDistance(entry.key, key) <= 2)?.value;

/** All that a value may turn out to be. */
export const variants = (node: Located | undefined): readonly Located[] => {
  if (node === undefined) return [];
  if (!isByVersion(node)) return [node];
  return entriesOf(node)
    .filter(({ key }) => key !== "by")
    .flatMap(({ value }) => variants(value));
};

/** Names with their values, over every value by version. */
export const keyed = (node: Located | undefined): readonly (readonly [string, Located])[] =>
  variants(node)
    .flatMap((one) => entriesOf(one))
    .flatMap(({ key, value }) => variants(value).map((one) => [key, one] as const));

/** Steps are a map, or a list whose elements may say their names. */
export const stepsIn = (node: Located | undefined): readonly (readonly [string, Located])[] =>
  variants(node).flatMap((steps) =>
    steps.kind === "list"
      ? steps.items.flatMap((item, index) =>
          variants(item).map((step) => [textOf(at(step, "name")) ?? `step ${index + 1}`, step] as const),
        )
      : keyed(steps),
  );

export const portsIn = (service: Located): readonly string[] =>
  variants(meant(service, "ports")).flatMap((ports) => entriesOf(ports).map(({ key }) => key));

const gitAxes = (scenario: Located): readonly string[] => {
  const axes = new Map(keyed(at(scenario, "axes")));
  return [...axes.keys()].filter((name) => {
    const seen = new Set<string>();
    let axis: string | undefined = name;
    while (axis !== undefined && !seen.has(axis) && at(axes.get(axis), "like") !== undefined) {
      seen.add(axis);
      axis = textOf(at(axes.get(axis), "like"));
    }
    return at(axes.get(axis ?? ""), "versions", "git") !== undefined;
  });
};
