/** `{ "by": AXIS-OR-SIDE, "<1.2": A, "else": B }`: what can be wrong with it, and which value it has. */

import type { Problem } from "../util/problem";
import { editDistance } from "../util/text";
import { parseRange } from "../versions/range";
import { matches } from "../versions/satisfies";
import type { Version } from "../versions/types";
import {
  type Complaint,
  isNull,
  kindText,
  type Located,
  type LocatedObject,
  problemAt,
  problemOn,
  textOf,
} from "./located";
import { axisOrSide } from "./looks";
import type { Scope } from "./scope";
import type { Shape } from "./shape";

type Check = (node: Located, shape: Shape<unknown>, scope: Scope) => readonly Problem[];

export const byVersionProblems = (
  node: LocatedObject,
  shape: Shape<unknown>,
  scope: Scope,
  check: Check,
): readonly Problem[] => {
  if (shape.fixed) return [problemOn(node, notHere)];
  const values = casesOf(node).flatMap(({ key, place, value }) => {
    const complaint = conditionComplaint(key, textOf(node.entries.get("by")?.value), scope);
    const wrong = complaint ? [problemAt(place, node.path, complaint)] : [];
    return [...wrong, ...(isNull(value) ? [] : check(value, shape, scope))];
  });
  return [...byProblems(node, scope), ...values];
};

const byProblems = (node: LocatedObject, scope: Scope): readonly Problem[] => {
  const by = node.entries.get("by")?.value;
  if (by === undefined) return [];
  const name = textOf(by);
  if (name === undefined)
    return [
      problemOn(by, {
        code: "wrong-type",
        message: `expected the name of an axis or a side, but this is ${kindText(by)}`,
        hint: 'Write "by": "side", or the name of an axis.',
      }),
    ];
  const complaint = axisOrSide(name, scope);
  if (complaint) return [problemOn(by, complaint)];
  return casesOf(node).length === 0
    ? [
        problemOn(node, {
          code: "missing-key",
          message: "a value by version has no values",
          hint: 'Add conditions, such as "<1.2": …, "else": ….',
        }),
      ]
    : [];
};

const notHere: Complaint = {
  code: "by-not-here",
  message: "a value by version can't stand here: this is needed before versions are chosen",
  hint: "Write one plain value.",
};

/** Else counts last, wherever it stands. */
const casesOf = (node: LocatedObject) => [...node.entries.values()].filter(({ key }) => key !== "by");

export const conditionComplaint = (
  key: string,
  by: string | undefined,
  scope: Scope,
): Complaint | undefined => {
  if (key === "else" || key === "workspace") return undefined;
  const range = parseRange(key);
  if (range.ok) return undefined;
  const meant = ["else", "workspace"].find((word) => editDistance(word, key.toLowerCase()) <= 2);
  const couldBeBranch = by === undefined || !scope.names.axes.has(by) || scope.names.gitAxes.has(by);
  if (meant === undefined && couldBeBranch && /^[A-Za-z_][\w./-]*$/.test(key)) return undefined;
  return {
    code: "bad-condition",
    message: `"${key}" is no condition on versions: ${range.error}`,
    hint: meant
      ? `Did you mean "${meant}"?`
      : 'Conditions are "<1.2", ">=1.2 <1.3.14", "workspace", a version, or "else".',
  };
};

export type Chosen =
  | { readonly kind: "value"; readonly value: Located }
  | { readonly kind: "none"; readonly problem: Problem };

/** First match wins. */
export const chooseByVersion = (node: LocatedObject, by: string, version: Version): Chosen => {
  const cases = casesOf(node);
  const hit =
    cases.find(({ key }) => key !== "else" && matches(version, key)) ??
    cases.find(({ key }) => key === "else");
  if (hit) return { kind: "value", value: hit.value };
  const conditions = cases.map(({ key }) => `"${key}"`).join(", ");
  return {
    kind: "none",
    problem: problemOn(node, {
      code: "no-value-for-version",
      message: `no condition holds for ${by} ${version.name} (there are ${conditions})`,
      hint: 'Add one that does, or "else"; "else": null leaves the value out.',
    }),
  };
};
