/** A scenario and chosen versions → what they come to. Pure: nothing is looked up, run or fetched. */

import { exits, Failure, type Problem } from "../util/problem";
import { err, ok, type Result } from "../util/result";
import { checkPolicy } from "../versions/policy";
import type { Version } from "../versions/types";
import { axisSpecs } from "./axes";
import { check } from "./check";
import { type Decided, decide } from "./decide";
import { filler } from "./fillText";
import { knownReds } from "./knownReds";
import { at, entriesOf, problemOn } from "./located";
import { meaningProblems } from "./meaning";
import { namesIn } from "./names";
import type { Scenario } from "./parse";
import { removedUses } from "./removedUses";
import { scenario as scenarioShape } from "./schema/scenario";
import type { Settled } from "./settled";
import { settleEngine, settleTunnel } from "./settleEngine";
import { settleService } from "./settleService";
import { settleSide } from "./settleSide";
import { settleActions, settleChecks, settleCommands, settleRewrites } from "./settleSteps";
import { swapped } from "./swap";

export interface Choice {
  /** One of each axis. */
  readonly versions: Readonly<Record<string, Version>>;
  readonly swap: boolean;
  /** The workspace folder. */
  readonly folder: string;
  /** By default the file the scenario was read from. */
  readonly file?: string;
}

export const settle = (scenario: Scenario, choice: Choice): Result<Settled, readonly Problem[]> => {
  const missing = unchosen(scenario, choice);
  if (missing.length > 0) return err(missing);
  const tree = choice.swap ? swapped(scenario.tree) : scenario.tree;
  if (tree === undefined) return err([nothingToSwap(scenario)]);
  const decided = decide(tree, choice.versions);
  const problems = [...decided.problems, ...removedUses(decided, choice.versions)];
  if (problems.length > 0) return err(problems);
  const again = checkAgain(decided);
  return again.length > 0 ? err(again) : build(scenario, decided, choice);
};

/** The version of each side, for whoever only wants to show them. */
export const sideVersions = (
  scenario: Scenario,
  choice: Pick<Choice, "versions" | "swap">,
): Readonly<Record<string, Version | undefined>> => {
  const tree = choice.swap ? (swapped(scenario.tree) ?? scenario.tree) : scenario.tree;
  return Object.fromEntries(decide(tree, choice.versions).sideVersions);
};

/** With values by version decided, something that must be there may be gone. */
const checkAgain = ({ tree }: Decided): readonly Problem[] => {
  const names = namesIn(tree);
  return [
    ...check(tree, scenarioShape, { names, side: undefined, ports: undefined, args: undefined }),
    ...meaningProblems(tree, names),
  ];
};

const unchosen = (scenario: Scenario, choice: Choice): readonly Problem[] =>
  [...scenario.names.axes]
    .filter((axis) => !Object.hasOwn(choice.versions, axis))
    .map((axis) => ({
      code: "no-version",
      message: `No version is chosen for the axis "${axis}"`,
      exit: exits.input,
      place: scenario.place,
    }));

const nothingToSwap = (scenario: Scenario): Problem => ({
  code: "nothing-to-swap",
  message: `"${scenario.name}" names no two sides that can be swapped`,
  hint: `Add "swap": [${[...scenario.names.sides]
    .slice(0, 2)
    .map((side) => `"${side}"`)
    .join(", ")}] to it.`,
  exit: exits.input,
  place: scenario.place,
});

const build = (scenario: Scenario, decided: Decided, choice: Choice): Result<Settled, readonly Problem[]> => {
  const problems: Problem[] = [];
  const warnings: string[] = [];
  const fill = filler(choice, decided.sideVersions, problems);
  const data = scenarioShape.read(decided.tree, fill);
  const axes = new Map(axisSpecs(scenario, choice.folder).map((spec) => [spec.name, spec]));
  const sides = entriesOf(at(decided.tree, "sides")).flatMap(({ key: name, value: node }) => {
    const side = data.sides?.[name];
    if (side === undefined) return [];
    const world = { node, axes, choice, version: decided.sideVersions.get(name), problems, warnings };
    return [[name, settleSide(name, side, world)] as const];
  });
  const settled: Settled = {
    name: scenario.name,
    title: scenario.title,
    folder: choice.folder,
    file: choice.file ?? scenario.file,
    versions: choice.versions,
    swapped: choice.swap,
    sides: Object.fromEntries(sides),
    services: mapRecord(data.services ?? {}, settleService),
    rewrites: settleRewrites(data.rewrites ?? []),
    setup: settleCommands(data.setup),
    actions: settleActions(data.actions ?? {}),
    checks: settleChecks(data.checks ?? {}),
    cleanup: settleCommands(data.cleanup),
    engines: mapRecord(data.engines ?? {}, (_, engine) => settleEngine(engine)),
    tunnels: mapRecord(data.tunnels ?? {}, (_, tunnel) => settleTunnel(tunnel)),
    state: data.state ?? data.matrix?.state ?? "fresh",
    migrate: settleCommands(data.migrate),
    knownReds: knownReds(decided, choice.versions, problems),
    warnings: [...policyWarnings(data.policy, decided, choice), ...warnings],
  };
  return problems.length > 0 ? err(problems) : ok(settled);
};

const mapRecord = <A, B>(
  record: Readonly<Record<string, A>>,
  one: (name: string, value: A) => B,
): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, one(name, value)]));

const policyWarnings = (
  policy: { readonly require: string; readonly why?: string } | undefined,
  { sideVersions, tree }: Decided,
  { versions }: Choice,
): readonly string[] => {
  if (policy === undefined) return [];
  const sides = [...sideVersions].flatMap(([name, version]) => (version ? [[name, version] as const] : []));
  try {
    const verdict = checkPolicy(policy.require, { ...versions, ...Object.fromEntries(sides) }, policy.why);
    return verdict.ok ? [] : [`Not a supported combination: ${verdict.broken}.`];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const node = at(tree, "policy");
    const where = node ? problemOn(node, error.problem).message : error.problem.message;
    return [`Whether this combination is supported can't be told: ${where}.`];
  }
};
