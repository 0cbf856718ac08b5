/** Scenario files → scenarios, or all that is wrong with them, each with its place. */
import { type Place, type Problem, placeText } from "../util/problem";
import { check } from "./check";
import { cycleProblems } from "./cycles";
import { extended } from "./extend";
import { noScenarios, rootProblems } from "./fileProblems";
import {
  at,
  type Entry,
  entriesOf,
  type Located,
  type LocatedObject,
  problemOn,
  textOf,
  withEntries,
} from "./located";
import { meaningProblems } from "./meaning";
import { merge } from "./merge";
import { namesIn } from "./names";
import { readJson } from "./readJson";
import { scenario as scenarioShape } from "./schema/scenario";
import type { Names } from "./scope";

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

interface One {
  readonly scenario: Scenario | undefined;
  readonly problems: readonly Problem[];
}

const parseOne = (entry: Entry, all: ReadonlyMap<string, Entry>): One => {
  const { key: name, place } = entry;
  const problems: Problem[] = [];
  const whole = extended(entry, all, [], problems);
  // Without what it takes over, every name would seem to be missing.
  if (whole.kind !== "object" || problems.length > 0) return { scenario: undefined, problems };
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
