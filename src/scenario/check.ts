/** A tree against a shape: everything that is wrong with it, all at once. */
import type { Problem } from "../util/problem";
import { byVersionProblems } from "./byVersion";
import { wrongKind } from "./expected";
import {
  at,
  type Complaint,
  isNull,
  type Located,
  type LocatedList,
  type LocatedObject,
  problemAt,
  problemOn,
  textOf,
} from "./located";
import { isByVersion } from "./merge";
import { keyed, portsIn } from "./names";
import type { Scope } from "./scope";
import { accepts, type ObjectSpec, type Shape, type Spec, type TextSpec } from "./shape";
import { nearName, suggestion } from "./suggestion";
import { variableProblems } from "./variables";

export const check = (node: Located, shape: Shape<unknown>, scope: Scope): readonly Problem[] => {
  if (isByVersion(node) && node.kind === "object" && shape.spec.kind !== "any")
    return byVersionProblems(node, shape, scope, check);
  return checkSpec(node, shape.spec, scope);
};

const checkSpec = (node: Located, spec: Spec, scope: Scope): readonly Problem[] => {
  if (spec.kind === "any") return checkAny(node, scope);
  if (!accepts(spec, node)) return [problemOn(node, wrongKind(node, spec))];
  if (spec.kind === "either") {
    const option = spec.options.find((one) => accepts(one.spec, node));
    return option ? checkSpec(node, option.spec, scope) : [];
  }
  if (spec.kind === "list" && node.kind === "list") return checkList(node, spec, scope);
  if (spec.kind === "map" && node.kind === "object") return checkMap(node, spec, scope);
  if (spec.kind === "object" && node.kind === "object") return checkObject(node, spec, scope);
  return checkScalar(node, spec, scope);
};

const checkScalar = (node: Located, spec: Spec, scope: Scope): readonly Problem[] => {
  if (node.kind !== "scalar") return [];
  if (spec.kind === "text" && typeof node.value === "string") {
    const variables = variableProblems(node, node.value, spec.filling, scope);
    const complaint = variables.length === 0 ? textComplaint(node.value, spec, scope) : undefined;
    return complaint ? [problemOn(node, complaint)] : variables;
  }
  const outside = spec.kind === "number" && typeof node.value === "number" && !inRange(node.value, spec);
  const wrongFlag = spec.kind === "boolean" && spec.only !== undefined && node.value !== spec.only;
  return outside || wrongFlag ? [problemOn(node, wrongKind(node, spec))] : [];
};

const inRange = (value: number, spec: { min: number; max: number }): boolean =>
  value >= spec.min && value <= spec.max && (Number.isInteger(value) || spec.min === -Number.MAX_VALUE);

export const textComplaint = (text: string, spec: TextSpec, scope: Scope): Complaint | undefined => {
  if (spec.oneOf && !spec.oneOf.includes(text))
    return {
      code: "unknown-value",
      message: `"${text}" is none of ${spec.oneOf.map((one) => `"${one}"`).join(", ")}`,
      hint: suggestion(text, spec.oneOf),
    };
  return spec.look?.(text, scope);
};

const checkList = (
  node: LocatedList,
  spec: Extract<Spec, { kind: "list" }>,
  scope: Scope,
): readonly Problem[] => {
  const count = node.items.length;
  const wrong = count < spec.min || count > (spec.max ?? Number.POSITIVE_INFINITY);
  const wanted = spec.max === spec.min ? `exactly ${spec.min}` : `at least ${spec.min}`;
  const size = wrong
    ? [
        problemOn(node, {
          code: "wrong-length",
          message: `the list has ${count} of ${wanted} elements`,
          hint: `Write ${wanted}.`,
        }),
      ]
    : [];
  return [
    ...size,
    ...node.items.flatMap((item) => (isNull(item) ? [nullItem(item)] : check(item, spec.item, scope))),
  ];
};

const nullItem = (item: Located): Problem =>
  problemOn(item, {
    code: "wrong-type",
    message: "null can't be an element of a list",
    hint: "Take the element out.",
  });

const checkMap = (
  node: LocatedObject,
  spec: Extract<Spec, { kind: "map" }>,
  scope: Scope,
): readonly Problem[] =>
  [...node.entries.values()].flatMap(({ key, place, value }) => {
    const complaint = textComplaint(key, spec.name, scope);
    const named = complaint ? [problemAt(place, node.path, complaint)] : [];
    if (isNull(value) && !spec.nulls) return named;
    const isSide = spec.value.spec.kind === "object" && spec.value.spec.name === "side";
    return [...named, ...check(value, spec.value, isSide ? { ...scope, side: key } : scope)];
  });

const checkObject = (node: LocatedObject, spec: ObjectSpec, scope: Scope): readonly Problem[] => {
  const inner = spec.scope ? scopeOf(node, spec, scope) : scope;
  const problems = [...node.entries.values()].flatMap(({ key, place, value }) => {
    const shape = Object.hasOwn(spec.keys, key) ? spec.keys[key] : undefined;
    if (shape === undefined) return [problemAt(place, node.path, unknownKey(key, spec))];
    return isNull(value) ? [] : check(value, shape, inner);
  });
  return [...problems, ...missingKeys(node, spec), ...wrongChoices(node, spec)];
};

const scopeOf = (node: LocatedObject, spec: ObjectSpec, scope: Scope): Scope => {
  const ports = new Set(portsIn(node));
  const side = spec.name === "side" ? scope.side : textOf(at(node, "side"));
  const given =
    spec.name === "action" ? ["arguments", "variables"].flatMap((key) => keyed(at(node, key))) : [];
  return {
    ...scope,
    side,
    ports: ports.size > 0 ? ports : undefined,
    args: spec.name === "action" ? new Set(given.map(([name]) => name)) : undefined,
  };
};

const unknownKey = (key: string, spec: ObjectSpec): Complaint => {
  const known = Object.keys(spec.keys);
  const near = nearName(key, known);
  const list = `Keys of ${article(spec.name)}: ${known.join(", ")}.`;
  const hint = near === undefined ? list : `Did you mean "${near}"? ${list}`;
  return { code: "unknown-key", message: `unknown key "${key}"`, hint };
};

const missingKeys = (node: LocatedObject, spec: ObjectSpec): readonly Problem[] =>
  spec.required
    .filter((key) => at(node, key) === undefined)
    .map((key) =>
      problemOn(node, {
        code: "missing-key",
        message: `${article(spec.name)} needs the key "${key}"`,
        hint: spec.keys[key]?.doc.description ?? `Add "${key}".`,
      }),
    );

const wrongChoices = (node: LocatedObject, spec: ObjectSpec): readonly Problem[] =>
  spec.oneOf.flatMap((keys) => {
    const there = keys.filter((key) => at(node, key) !== undefined);
    const listed = keys.map((key) => `"${key}"`).join(", ");
    if (there.length === 1) return [];
    if (there.length === 0)
      return [
        problemOn(node, {
          code: "missing-key",
          message: `${article(spec.name)} needs one of ${listed}`,
          hint: "Add one of them.",
        }),
      ];
    return [
      problemOn(node, {
        code: "too-many-keys",
        message: `${article(spec.name)} has only one of ${listed}, but here are ${there.map((key) => `"${key}"`).join(" and ")}`,
        hint: `Take out all but one; what "extends" or an overlay brought goes with "${there[0]}": null.`,
      }),
    ];
  });

/** What has no shape may still hold variables. */
const checkAny = (node: Located, scope: Scope): readonly Problem[] => {
  if (node.kind === "list") return node.items.flatMap((item) => checkAny(item, scope));
  if (node.kind === "object")
    return [...node.entries.values()].flatMap(({ value }) => checkAny(value, scope));
  return typeof node.value === "string" ? variableProblems(node, node.value, "all", scope) : [];
};

const article = (name: string): string => `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
