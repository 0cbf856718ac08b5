/** What is wrong around the scenarios: the format's version, keys beside them, their names. */
import type { Problem } from "../util/problem";
import { isNull, kindText, type Located, problemAt, problemOn } from "./located";
import { anyName } from "./looks";
import { fileKeys, understoodVersion } from "./schema/scenario";
import type { Names, Scope } from "./scope";
import { nearName } from "./suggestion";

export const noScenarios = {
  code: "no-scenarios",
  message: 'there are no "scenarios" in it',
  hint: "Write one with 'backcompat init'.",
};

export const rootProblems = (root: Located): readonly Problem[] => {
  if (root.kind !== "object")
    return [
      problemOn(root, {
        code: "wrong-type",
        message: `a scenario file is an object, but this is ${kindText(root)}`,
        hint: 'Write { "version": 1, "scenarios": { … } }.',
      }),
    ];
  return [...root.entries.values()].flatMap(({ key, place, value }) => {
    if (key === "version") return versionProblems(value);
    if (key === "scenarios") return scenariosProblems(value);
    if (key === "$schema") return [];
    const near = nearName(key, fileKeys);
    const hint = near
      ? `Did you mean "${near}"?`
      : `Known: ${fileKeys.join(", ")}. Scenarios stand in "scenarios".`;
    return [problemAt(place, "", { code: "unknown-key", message: `unknown key "${key}"`, hint })];
  });
};

const versionProblems = (node: Located): readonly Problem[] => {
  if (node.kind === "scalar" && node.value === understoodVersion) return [];
  const newer = node.kind === "scalar" && typeof node.value === "number" && node.value > understoodVersion;
  const shown = node.kind === "scalar" ? JSON.stringify(node.value) : kindText(node);
  return [
    problemOn(node, {
      code: "unknown-format",
      message: `this build understands format version ${understoodVersion}, not ${shown}`,
      hint: newer
        ? "Update Backcompat, or write the file for version 1."
        : `Write "version": ${understoodVersion}.`,
    }),
  ];
};

const scenariosProblems = (node: Located): readonly Problem[] => {
  if (node.kind !== "object")
    return [
      problemOn(node, {
        code: "wrong-type",
        message: `expected an object with scenarios by name, but this is ${kindText(node)}`,
        hint: 'Write { "name": { … } }.',
      }),
    ];
  return [...node.entries.values()].flatMap(({ key, place, value }) => {
    const wrong = anyName(key, emptyScope);
    const named = wrong ? [problemAt(place, node.path, wrong)] : [];
    if (value.kind === "object" || isNull(value)) return named;
    return [
      ...named,
      problemOn(value, {
        code: "wrong-type",
        message: `a scenario is an object, but this is ${kindText(value)}`,
        hint: "Write { … }.",
      }),
    ];
  });
};

const nothingNamed: Names = {
  axes: new Set(),
  gitAxes: new Set(),
  sides: new Set(),
  services: new Map(),
  setup: new Set(),
  outputs: new Set(),
  files: new Set(),
  actions: new Set(),
  checks: new Set(),
  engines: new Set(),
};

const emptyScope: Scope = { names: nothingNamed, side: undefined, ports: undefined, args: undefined };
