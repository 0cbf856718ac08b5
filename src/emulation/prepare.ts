import { axisSpecs } from "../scenario/axes";
import { loadScenarios, pickScenario } from "../scenario/load";
import type { Scenario } from "../scenario/parse";
import { settle } from "../scenario/settle";
import type { Settled } from "../scenario/settled";
import { inputFailure, type Problem, placeText } from "../util/problem";
import { nearest } from "../util/text";
import { choose } from "../versions/choose";
import { resolveAxes as resolveAll } from "../versions/resolve";
import type { Axis, Version } from "../versions/types";
import type { VersionsWorld } from "../versions/world";
import { makePlan } from "./makePlan";
import type { Plan } from "./plan";

/** What a person chose: a scenario, versions for some of its axes, perhaps swapped sides. */
export interface Choice {
  readonly folder: string;
  readonly file?: string | undefined;
  readonly userFile?: string | undefined;
  readonly scenario?: string | undefined;
  readonly versions: Readonly<Record<string, string>>;
  readonly swap: boolean;
}

export interface Prepared {
  readonly plan: Plan;
  readonly settled: Settled;
  readonly axes: readonly Axis[];
}

/** From the scenario file to a plan; nothing on the machine changes. */
export const prepare = async (
  choice: Choice,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Prepared> => {
  const scenario = await openScenario(choice);
  const axes = await resolveAxes(scenario, world, signal);
  const versions = await chooseVersions(axes, choice.versions, world, signal);
  const settled = settle(scenario, { versions, swap: choice.swap, folder: choice.folder });
  if (!settled.ok) throw problemsFailure(settled.error);
  return { plan: makePlan(settled.value), settled: settled.value, axes };
};

export const openScenario = async (choice: Choice): Promise<Scenario> => {
  const loaded = await loadScenarios({ folder: choice.folder, file: choice.file, userFile: choice.userFile });
  if (loaded.problems.length > 0) throw problemsFailure(loaded.problems);
  return pickScenario(loaded, choice.scenario);
};

export const resolveAxes = (scenario: Scenario, world: VersionsWorld, signal: AbortSignal): Promise<Axis[]> =>
  resolveAll(axisSpecs(scenario, world.workspaceFolder), world, signal);

const chooseVersions = async (
  axes: readonly Axis[],
  wanted: Readonly<Record<string, string>>,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Record<string, Version>> => {
  const names = axes.map(({ name }) => name);
  for (const axis of Object.keys(wanted)) if (!names.includes(axis)) throw unknownAxis(axis, names);
  const chosen = await Promise.all(
    axes.map(async (axis) => [axis.name, await choose(axis, wanted[axis.name], world, signal)] as const),
  );
  return Object.fromEntries(chosen);
};

const unknownAxis = (axis: string, names: readonly string[]): Error => {
  const near = nearest(axis, names);
  return inputFailure("unknown-axis", `This scenario has no axis “${axis}”`, {
    hint: `${near ? `Did you mean ${near}? ` : ""}It has ${names.join(", ") || "none"}.`,
  });
};

/** All of them at once, each with its place: nobody likes to mend a file error by error. */
export const problemsFailure = (problems: readonly Problem[]): Error => {
  const [first] = problems;
  if (first !== undefined && problems.length === 1) {
    return inputFailure(first.code, first.message, { ...first });
  }
  return inputFailure("scenario-errors", `The scenario file has ${problems.length} errors`, {
    lines: problems.map(({ place, message, hint }) =>
      [
        place === undefined ? "" : `${placeText(place)}: `,
        message,
        hint === undefined ? "" : ` (${hint})`,
      ].join(""),
    ),
  });
};
