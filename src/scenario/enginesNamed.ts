import { at, entriesOf, type Located, textOf } from "./located";
import type { Scenario } from "./parse";
import type { SettledEngine } from "./settled";

/** The engines that a scenario names whatever its versions are; those that depend on a choice are not known before it. */
export const enginesNamed = ({ tree }: Pick<Scenario, "tree">): Readonly<Record<string, SettledEngine>> =>
  Object.fromEntries(
    entriesOf(at(tree, "engines")).flatMap(({ key, value }) => {
      const engine = engineOf(value);
      return engine === undefined ? [] : [[key, engine] as const];
    }),
  );

const engineOf = (node: Located): SettledEngine | undefined => {
  const host = fixed(textOf(node));
  if (host !== undefined) return { kind: "host", host };
  const context = fixed(textOf(at(node, "context")));
  return context === undefined ? undefined : { kind: "context", context };
};

const fixed = (text: string | undefined): string | undefined => (text?.includes("${") ? undefined : text);
