import { type Choice, openScenario, resolveAxes } from "../emulation/prepare";
import { type Matrix, matrixOf, type VersionChoice } from "../scenario/matrix";
import type { Scenario } from "../scenario/parse";
import { inputFailure, problemOf } from "../util/problem";
import { nearest, plural } from "../util/text";
import { choose } from "../versions/choose";
import { findRelease, versionOfRelease } from "../versions/findRelease";
import { parseRange } from "../versions/range";
import { nameSatisfies } from "../versions/satisfies";
import type { Axis, Version } from "../versions/types";
import type { VersionsWorld } from "../versions/world";
import type { Varied, VariedVersion } from "./cells";

/** What a person asks for beyond what the scenario says. */
export interface MatrixChoice extends Choice {
  /** Which versions of which axis are tried, instead of what the file says. */
  readonly vary: Readonly<Record<string, VersionChoice>>;
  /** All other axes keep one version, whatever the file says. */
  readonly holdOthers?: boolean;
}

export interface OpenMatrix {
  readonly scenario: Scenario;
  readonly matrix: Matrix;
  readonly axes: readonly Varied[];
  /** Axes that keep one version. */
  readonly held: Readonly<Record<string, Version>>;
  readonly offered: readonly Axis[];
  /** Versions that are no releases, by `axis=name`: filled as a bisection comes to them. */
  readonly found: Map<string, Version>;
  readonly choice: MatrixChoice;
}

/** From the scenario file to axes with their versions; nothing on the machine changes. */
export const openMatrix = async (
  choice: MatrixChoice,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<OpenMatrix> => {
  const scenario = await openScenario(choice);
  const matrix = matrixOf(scenario);
  const offered = await resolveAxes(scenario, world, signal);
  for (const name of [...Object.keys(choice.vary), ...Object.keys(choice.versions)]) axisNamed(offered, name);
  const both = Object.keys(choice.vary).find((name) => Object.hasOwn(choice.versions, name));
  if (both !== undefined) throw heldAndVaried(both);
  const varied = inOrderOf(matrix, offered).flatMap((axis) => {
    const versions = choice.vary[axis.name] ?? inFile(matrix, choice, axis.name);
    return versions === undefined ? [] : [{ axis, versions }];
  });
  if (varied.length === 0) throw nothingVaries(scenario.name);
  const axes = await Promise.all(
    varied.map(async ({ axis, versions }) => ({
      name: axis.name,
      versions: await versionsOf(axis, versions, world, signal),
    })),
  );
  const fixed = offered.filter(({ name }) => !varied.some(({ axis }) => axis.name === name));
  const held = await Promise.all(
    fixed.map(
      async (axis) => [axis.name, await choose(axis, choice.versions[axis.name], world, signal)] as const,
    ),
  );
  return { scenario, matrix, axes, held: Object.fromEntries(held), offered, found: new Map(), choice };
};

export const namesOf = (held: OpenMatrix["held"]): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(held).map(([axis, { name }]) => [axis, name]));

/** As the matrix lists them, since on a kept state what varies slowest is migrated; others follow. */
const inOrderOf = ({ axes }: Matrix, offered: readonly Axis[]): readonly Axis[] => {
  const place = ({ name }: Axis): number => {
    const at = axes.findIndex((axis) => axis.name === name);
    return at < 0 ? axes.length : at;
  };
  return [...offered].sort((a, b) => place(a) - place(b));
};

/** Who names one version of an axis wants that one only. */
const inFile = (matrix: Matrix, choice: MatrixChoice, name: string): VersionChoice | undefined =>
  choice.holdOthers || Object.hasOwn(choice.versions, name)
    ? undefined
    : matrix.axes.find((axis) => axis.name === name)?.versions;

export const axisNamed = (axes: readonly Axis[], name: string): Axis => {
  const axis = axes.find((one) => one.name === name);
  if (axis) return axis;
  const names = axes.map((one) => one.name);
  const near = nearest(name, names);
  throw inputFailure("unknown-axis", `This scenario has no axis “${name}”`, {
    hint: `${near ? `Did you mean ${near}? ` : ""}It has ${names.join(", ") || "none"}.`,
  });
};

const versionsOf = async (
  axis: Axis,
  choice: VersionChoice,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<readonly VariedVersion[]> => {
  if (choice.kind === "list") {
    const listed = await Promise.all(choice.versions.map((name) => named(axis, name, world, signal)));
    if (listed.length === 0) throw noVersions(axis, choice);
    // An alias may be another word for one that is there already.
    return [...new Map(listed.map((one) => [one.name, one])).values()];
  }
  const releases =
    choice.kind === "all"
      ? axis.releases
      : axis.releases.filter(({ name }) => inRange(name, axis, choice.range));
  if (releases.length === 0) throw noVersions(axis, choice);
  return releases.map((release) => ({ name: release.name, version: versionOfRelease(axis, release) }));
};

/** What a list names but nobody has is a finding, not a mistake: such cells are absent. */
const named = async (
  axis: Axis,
  name: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<VariedVersion> => {
  const release = findRelease(axis, name);
  if (release) return { name: release.name, version: versionOfRelease(axis, release) };
  try {
    const version = await choose(axis, name, world, signal);
    return { name: version.name, version };
  } catch (error) {
    const { code, message } = problemOf(error);
    if (code !== "unknown-version") throw error;
    return { name, version: undefined, why: message };
  }
};

const inRange = (name: string, axis: Axis, text: string): boolean => {
  const range = parseRange(text);
  if (!range.ok)
    throw inputFailure("bad-range", `“${text}” is no range of ${axis.name}: ${range.error}`, {
      hint: "Conditions with spaces between, such as >=4.0.0 <=6.0.2",
    });
  return nameSatisfies(name, axis.scheme, range.value);
};

const noVersions = (axis: Axis, choice: VersionChoice): Error => {
  const [first, last] = [axis.releases[0], axis.releases.at(-1)];
  const known =
    first && last
      ? `It has ${plural(axis.releases.length, "release")}, from ${first.name} to ${last.name}.`
      : "It has no releases at all.";
  return choice.kind === "range"
    ? inputFailure("empty-range", `No release of ${axis.name} is in the range ${choice.range}`, {
        hint: known,
      })
    : inputFailure("no-versions", `The axis ${axis.name} has no versions to try`, {
        hint: `${known} Name some by --versions ${axis.name}=…`,
      });
};

const heldAndVaried = (axis: string): Error =>
  inputFailure("held-and-varied", `${axis} can't keep one version and vary`, {
    hint: `Leave --with ${axis}=… away, or name no other versions of it.`,
  });

const nothingVaries = (scenario: string): Error =>
  inputFailure("nothing-varies", `No axis of ${scenario} varies, so there is one cell only`, {
    hint: "Leave one of --with away, or name what to try by --versions AXIS=V1,V2",
  });
