/** Scenario files → scenarios, or all that is wrong with them, each with its place. */
import { type Place, type Problem, placeText } from "../util/problem";
import { check } from "./check";
import { cycleProblems } from "./cycles";
import {
  at,
  type Entry,
  entriesOf,
  isNull,
  kindText,
  type Located,
  type LocatedObject,
  problemAt,
  problemOn,
  textOf,
  withEntries,
} from "./located";
import { anyName, nearName, suggestion } from "./looks";
import { meaningProblems } from "./meaning";
import { merge } from "./merge";
import { namesIn } from "./names";
import { readJson } from "./readJson";
import { fileKeys, scenario as scenarioShape, understoodVersion } from "./schema/scenario";
import type { Names, Scope } from "./scope";

/** Checked, with overlays and `extends` applied; versions are not chosen yet. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  readonly file: string;
  readonly place: Place;
  readonly tree: LocatedObject;
  readonly names: Names;
}

export interface Parsed {
  readonly problems: readonly Problem[];
  /** Those that have no problem, by name. */
  readonly scenarios: Readonly<Record<string, Scenario>>;
  /** All that the file names, also broken ones. */
  readonly names: readonly string[];
}

export interface ScenarioText {
  readonly text: string;
  readonly file: string;
}

export const parseScenarioFile = (text: string, file: string): Parsed => parseScenarioFiles([{ text, file }]);

/** Later files lie over earlier ones. */
export const parseScenarioFiles = (files: readonly ScenarioText[]): Parsed => {
  const read = files.map(({ text, file }) => readJson(text, file));
  // What can't be read would be missed everywhere else.
  if (read.some(({ root }) => root === undefined))
    return { problems: read.flatMap(({ problems }) => problems), scenarios: {}, names: [] };
  const roots = read.flatMap(({ root }) => root ?? []);
  const found = [...read.flatMap(({ problems }) => problems), ...roots.flatMap(rootProblems)];
  const merged = roots.reduce<Located | undefined>(
    (base, over) => (base ? merge(base, over) : over),
    undefined,
  );
  const entries = entriesOf(at(merged, "scenarios"));
  if (merged && found.length === 0 && entries.length === 0) found.push(problemOn(merged, noScenarios));
  const parsed = entries.map((entry) => parseOne(entry, new Map(entries.map((one) => [one.key, one]))));
  const problems = once([...found, ...parsed.flatMap(({ problems }) => problems)]);
  return {
    problems,
    scenarios: Object.fromEntries(
      parsed.flatMap(({ scenario, problems }) =>
        scenario && problems.length === 0 ? [[scenario.name, scenario] as const] : [],
      ),
    ),
    names: entries.map(({ key }) => key),
  };
};

const noScenarios = {
  code: "no-scenarios",
  message: 'there are no "scenarios" in it',
  hint: "Write one with 'backcompat init'.",
};

const rootProblems = (root: Located): readonly Problem[] => {
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

interface One {
  readonly scenario: Scenario | undefined;
  readonly problems: readonly Problem[];
}

const parseOne = (entry: Entry, all: ReadonlyMap<string, Entry>): One => {
  const { key: name, place } = entry;
  const problems: Problem[] = [];
  const whole = extended(entry, all, [], problems);
  if (whole.kind !== "object") return { scenario: undefined, problems };
  const tree = withEntries(
    whole,
    [...whole.entries.values()].filter(({ key }) => key !== "extends"),
  );
  const names = namesIn(tree);
  problems.push(
    ...check(tree, scenarioShape, { names, side: undefined, ports: undefined, args: undefined }),
    ...cycleProblems(tree),
    ...meaningProblems(tree, names),
  );
  const title = textOf(at(tree, "title")) ?? name;
  return { scenario: { name, title, file: place.file, place, tree, names }, problems };
};

const extended = (
  entry: Entry,
  all: ReadonlyMap<string, Entry>,
  way: readonly string[],
  problems: Problem[],
): Located => {
  const node = at(entry.value, "extends");
  if (node === undefined) return entry.value;
  const complain = (code: string, message: string, hint: string): Located => {
    problems.push(problemOn(node, { code, message, hint }));
    return entry.value;
  };
  const name = textOf(node);
  if (name === undefined)
    return complain(
      "wrong-type",
      `expected the name of a scenario, but this is ${kindText(node)}`,
      "Write its name as a text.",
    );
  const path = [...way, entry.key];
  if (path.includes(name))
    return complain(
      "extends-cycle",
      `scenarios extend each other in a circle: ${[...path.slice(path.indexOf(name)), name].join(" → ")}`,
      "Take one of these out.",
    );
  const base = all.get(name);
  if (base === undefined)
    return complain("unknown-scenario", `there is no scenario "${name}"`, suggestion(name, all.keys()));
  const merged = merge(extended(base, all, path, problems), entry.value);
  return merged.kind === "object" ? keepOwnTitle(merged, entry.value) : merged;
};

/** A title names one scenario; inherited, two would look alike. */
const keepOwnTitle = (merged: LocatedObject, own: Located): LocatedObject =>
  at(own, "title") !== undefined
    ? merged
    : withEntries(
        merged,
        [...merged.entries.values()].filter(({ key }) => key !== "title"),
      );

/** What two scenarios share is wrong once; in the order of the files. */
const once = (problems: readonly Problem[]): readonly Problem[] => {
  const seen = new Map<string, Problem>();
  for (const problem of problems) {
    const where = problem.place ? placeText(problem.place) : "";
    const key = `${where} ${problem.message}`;
    if (!seen.has(key)) seen.set(key, problem);
  }
  const files = [...new Set([...seen.values()].map(({ place }) => place?.file))];
  const order = ({ place }: Problem): readonly number[] => [
    files.indexOf(place?.file),
    place?.line ?? 0,
    place?.column ?? 0,
  ];
  return [...seen.values()].sort((a, b) => {
    const [one, other] = [order(a), order(b)];
    return (
      one.map((number, index) => number - (other[index] ?? 0)).find((difference) => difference !== 0) ?? 0
    );
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
