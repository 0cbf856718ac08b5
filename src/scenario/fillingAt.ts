/** Which `${...}` may stand at a place of a scenario file that is being written, and so may be half there. */
import { extended } from "./extend";
import { at, type Entry, entriesOf, type Located, textOf } from "./located";
import { isByVersion } from "./merge";
import { keyed, namesIn, portsIn } from "./names";
import { readJson } from "./readJson";
import { scenario as scenarioShape } from "./schema/scenario";
import type { Scope } from "./scope";
import { accepts, type Filling, type Shape, type Spec } from "./shape";
import { variablesFor } from "./variables";

/** Keys and list positions from the file's root. */
export type Path = readonly (string | number)[];

/** The names that may be written there; none where no variables may stand, or nothing can be read. */
export const variablesAt = (text: string, path: Path): readonly string[] => {
  const [scenarios, name, ...rest] = path;
  const entries = entriesOf(at(readJson(text, "").root, "scenarios"));
  const entry = entries.find(({ key }) => key === name);
  if (scenarios !== "scenarios" || entry === undefined) return [];
  const whole = wholeOf(entry, entries);
  const names = namesIn(whole);
  const start: Scope = { names, side: undefined, ports: undefined, args: undefined };
  const found = walk(whole, scenarioShape.spec, rest, start);
  return found === undefined ? [] : variablesFor(found.scope, found.filling);
};

const wholeOf = (entry: Entry, entries: readonly Entry[]): Located =>
  extended(entry, new Map(entries.map((one) => [one.key, one])), [], []);

interface Found {
  readonly filling: Filling;
  readonly scope: Scope;
}

const walk = (node: Located | undefined, spec: Spec, path: Path, scope: Scope): Found | undefined => {
  if (spec.kind === "any") return { filling: "all", scope };
  if (spec.kind === "either") return walkEither(node, spec.options, path, scope);
  const [step, ...rest] = path;
  if (step === undefined) return spec.kind === "text" ? { filling: spec.filling, scope } : undefined;
  const next =
    typeof step === "number" ? intoList(node, spec, step, scope) : intoObject(node, spec, step, scope);
  return next && walk(next.node, next.spec, rest, next.scope);
};

interface Next {
  readonly node: Located | undefined;
  readonly spec: Spec;
  readonly scope: Scope;
}

const intoList = (node: Located | undefined, spec: Spec, index: number, scope: Scope): Next | undefined =>
  spec.kind === "list"
    ? { node: node?.kind === "list" ? node.items[index] : undefined, spec: spec.item.spec, scope }
    : undefined;

const intoObject = (node: Located | undefined, spec: Spec, key: string, scope: Scope): Next | undefined => {
  const child = at(node, key);
  // Each answer of a value by version stands where the value would.
  if (node !== undefined && isByVersion(node)) return { node: child, spec, scope };
  if (spec.kind === "map") {
    const isSide = spec.value.spec.kind === "object" && spec.value.spec.name === "side";
    return { node: child, spec: spec.value.spec, scope: isSide ? { ...scope, side: key } : scope };
  }
  const inner = spec.kind === "object" && Object.hasOwn(spec.keys, key) ? spec.keys[key] : undefined;
  if (spec.kind !== "object" || inner === undefined) return undefined;
  return {
    node: child,
    spec: inner.spec,
    scope: spec.scope && node ? inside(node, spec.name, scope) : scope,
  };
};

const walkEither = (
  node: Located | undefined,
  options: readonly Shape<unknown>[],
  path: Path,
  scope: Scope,
): Found | undefined => {
  const fitting = node === undefined ? undefined : options.find(({ spec }) => accepts(spec, node));
  const tried = fitting === undefined ? options : [fitting];
  for (const { spec } of tried) {
    const found = walk(node, spec, path, scope);
    if (found !== undefined) return found;
  }
  return undefined;
};

const inside = (node: Located, name: string, scope: Scope): Scope => {
  const ports = new Set(portsIn(node));
  const given = name === "action" ? ["arguments", "variables"].flatMap((key) => keyed(at(node, key))) : [];
  return {
    ...scope,
    side: name === "side" ? scope.side : textOf(at(node, "side")),
    ports: ports.size > 0 ? ports : undefined,
    args: name === "action" ? new Set(given.map(([argument]) => argument)) : undefined,
  };
};
