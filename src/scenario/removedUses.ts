/** Who speaks of a service that these versions don't have. */

import type { Problem } from "../util/problem";
import type { Version } from "../versions/types";
import type { Decided } from "./decide";
import { at, entriesOf, itemsOf, type Located, problemOn, textOf } from "./located";
import { templateVariables } from "./template";

export const removedUses = (
  { tree, removed }: Decided,
  versions: Readonly<Record<string, Version>>,
): readonly Problem[] => {
  if (removed.size === 0) return [];
  const chosen = Object.entries(versions)
    .map(([axis, { name }]) => `${axis} ${name}`)
    .join(", ");
  const complain = (node: Located, service: string): Problem =>
    problemOn(node, {
      code: "service-not-there",
      message: `the service "${service}" is not there with ${chosen}: its "when" doesn't hold`,
      hint: 'Give this the same "when", or a value by version.',
    });
  const variables = textsIn(tree).flatMap(([text, node]) =>
    templateVariables(text).flatMap((name) => {
      const [first, service = ""] = name.split(".");
      return first === "services" && removed.has(service) ? [complain(node, service)] : [];
    }),
  );
  const named = ["checks", "actions"]
    .flatMap((section) => entriesOf(at(tree, section)))
    .flatMap(({ value }) => [at(value, "service"), at(value, "log", "service")])
    .flatMap((node) => {
      const service = textOf(node);
      return node && service !== undefined && removed.has(service) ? [complain(node, service)] : [];
    });
  return [...variables, ...named];
};

const textsIn = (node: Located): readonly (readonly [string, Located])[] => {
  const text = textOf(node);
  if (text !== undefined) return [[text, node]];
  return node.kind === "object"
    ? entriesOf(node).flatMap(({ value }) => textsIn(value))
    : itemsOf(node).flatMap(textsIn);
};
