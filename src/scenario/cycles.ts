/** What waits for itself never starts. */
import type { Problem } from "../util/problem";
import { at, entriesOf, itemsOf, type Located, problemOn, textOf } from "./located";
import { isByVersion } from "./merge";
import { keyed, stepsIn, variants } from "./names";
import { templateVariables } from "./template";

/** An arrow, with the place that draws it. */
interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly node: Located;
}

export const cycleProblems = (scenario: Located): readonly Problem[] => [
  ...cyclesIn(likeArrows(scenario), "like-cycle", "axes are like each other in a circle"),
  ...cyclesIn(startArrows(scenario), "cycle", "these wait for each other"),
  ...cyclesIn(sourceArrows(scenario), "cycle", "these need each other's version to know their own"),
];

const likeArrows = (scenario: Located): readonly Arrow[] =>
  keyed(at(scenario, "axes")).flatMap(([from, axis]) => {
    const node = at(axis, "like");
    const to = textOf(node);
    return node && to !== undefined ? [{ from: `axis ${from}`, to: `axis ${to}`, node }] : [];
  });

const startArrows = (scenario: Located): readonly Arrow[] => {
  const setup = stepsIn(at(scenario, "setup"));
  const makers = new Map(
    setup.flatMap(([name, step]) =>
      keyed(at(step, "outputs")).map(([output]) => [output, `setup ${name}`] as const),
    ),
  );
  const starters = [
    ...keyed(at(scenario, "services")).map(([name, service]) => [`service ${name}`, service] as const),
    ...setup.map(([name, step]) => [`setup ${name}`, step] as const),
    ...keyed(at(scenario, "sides")).map(([name, side]) => [`side ${name}`, side] as const),
  ];
  return starters.flatMap(([from, node]) => [...afterArrows(from, node), ...useArrows(from, node, makers)]);
};

const afterArrows = (from: string, starter: Located): readonly Arrow[] =>
  variants(at(starter, "after"))
    .flatMap(itemsOf)
    .flatMap(variants)
    .map((node) => ({ from, to: `service ${textOf(node) ?? ""}`, node }));

/** Ports and hosts are known before anything starts; pids, outputs and environments are not. */
const useArrows = (from: string, node: Located, makers: ReadonlyMap<string, string>): readonly Arrow[] =>
  textsIn(node).flatMap(([text, place]) =>
    templateVariables(text).flatMap((name) => {
      const to = madeBy(name, makers);
      const own = to === from && from.startsWith("side ");
      return to === undefined || own ? [] : [{ from, to, node: place }];
    }),
  );

const madeBy = (variable: string, makers: ReadonlyMap<string, string>): string | undefined => {
  const [first, second = "", third = ""] = variable.split(".");
  if (first === "services" && third === "pid") return `service ${second}`;
  if (first === "outputs") return makers.get(second);
  const built = third === "python" || third === "node" || third === "modules" || third === "exec";
  return first === "sides" && built ? `side ${second}` : undefined;
};

/** Sources and versions of sides that are chosen by the version of a side. */
const sourceArrows = (scenario: Located): readonly Arrow[] => {
  const sides = keyed(at(scenario, "sides"));
  const names = new Set(sides.map(([name]) => name));
  return sides.flatMap(([from, side]) =>
    [at(side, "source"), at(side, "version")].flatMap(bysIn).flatMap((node) => {
      const by = textOf(node);
      const to = by === "side" ? from : by;
      return to !== undefined && names.has(to) ? [{ from: `side ${from}`, to: `side ${to}`, node }] : [];
    }),
  );
};

const bysIn = (node: Located | undefined): readonly Located[] => {
  if (node === undefined || node.kind === "scalar") return [];
  const by = isByVersion(node) ? at(node, "by") : undefined;
  return [...(by ? [by] : []), ...childrenOf(node).flatMap(bysIn)];
};

const textsIn = (node: Located): readonly (readonly [string, Located])[] => {
  const text = textOf(node);
  return text === undefined ? childrenOf(node).flatMap(textsIn) : [[text, node]];
};

const childrenOf = (node: Located): readonly Located[] =>
  node.kind === "object" ? entriesOf(node).map(({ value }) => value) : itemsOf(node);

/** Each circle once, at the arrow that closes it. No recursion: a chain may be as long as the file. */
const cyclesIn = (arrows: readonly Arrow[], code: string, words: string): readonly Problem[] => {
  const leaving = new Map<string, Arrow[]>();
  for (const arrow of arrows) leaving.set(arrow.from, [...(leaving.get(arrow.from) ?? []), arrow]);
  const done = new Set<string>();
  const closing = [...leaving.keys()].flatMap((start) => closingArrows(start, leaving, done));
  return closing.map(({ arrow, circle }) =>
    problemOn(arrow.node, {
      code,
      message: `${words}: ${[...circle, arrow.to].join(" → ")}`,
      hint: "Take one of these out.",
    }),
  );
};

interface Closing {
  readonly arrow: Arrow;
  readonly circle: readonly string[];
}

const closingArrows = (
  start: string,
  leaving: ReadonlyMap<string, readonly Arrow[]>,
  done: Set<string>,
): readonly Closing[] => {
  if (done.has(start)) return [];
  const found: Closing[] = [];
  const way = new Map([[start, 0]]);
  const stack = [{ name: start, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const arrow = leaving.get(top.name)?.[top.next++];
    const position = arrow && way.get(arrow.to);
    if (arrow === undefined) {
      done.add(top.name);
      way.delete(top.name);
      stack.pop();
    } else if (position !== undefined) {
      found.push({ arrow, circle: stack.slice(position).map(({ name }) => name) });
    } else if (!done.has(arrow.to)) {
      way.set(arrow.to, stack.length);
      stack.push({ name: arrow.to, next: 0 });
    }
  }
  return found;
};
