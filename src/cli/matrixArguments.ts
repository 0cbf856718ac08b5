import type { MatrixChoice } from "../matrix/openMatrix";
import type { VersionChoice } from "../scenario/matrix";
import { inputFailure } from "../util/problem";
import { explainScenario, scenarioOptions } from "./options";
import type { Cli, Options, VerbArgs } from "./verb";
import { choiceOf } from "./workspace";

export const matrixOptions = {
  ...scenarioOptions,
  versions: { type: "string", multiple: true },
  axis: { type: "string", multiple: true },
  boundary: { type: "boolean" },
  sample: { type: "string" },
  failed: { type: "boolean" },
  resume: { type: "boolean" },
  report: { type: "string", multiple: true },
  against: { type: "string" },
  jobs: { type: "string" },
  retries: { type: "string" },
  keep: { type: "boolean" },
  yes: { type: "boolean" },
} as const satisfies Options;

export const explainMatrix = {
  ...explainScenario,
  with: "AXIS=VERSION: hold this axis at one version",
  versions: "AXIS=V1,V2: try these versions of an axis",
  axis: "AXIS=RANGE: try the releases of an axis in a range",
  boundary: "only the cells that show where green and red meet",
  sample: "N: only so many cells, well spread",
  failed: "only what was not green in the last matrix of this scenario",
  resume: "go on with the last matrix of this folder where it was stopped",
  report: "FILE: also write a report there: .json, .xml (JUnit), .html, .md or .svg (a badge)",
  against: "FILE: say what is different from an earlier report in .json",
  jobs: "N: how many cells run at once; by default as many as there are cores",
  retries: "N: how often a red cell tries again; one that changes its mind is flaky",
  keep: "leave the services of the last cell running, until Ctrl-C or `down`",
  yes: "run also more than 1,000 cells without asking back",
};

export const matrixChoiceOf = async (args: VerbArgs, cli: Cli): Promise<MatrixChoice> => ({
  ...(await choiceOf(args, cli)),
  vary: variedBy(args),
});

/** Each of them says by itself which cells run. */
const modes = ["boundary", "sample", "failed", "resume"] as const;

/** Two that contradict each other would mean neither. */
export const checkModes = (args: VerbArgs): void => {
  const [one, other] = modes.filter((name) =>
    name === "sample" ? args.text(name) !== undefined : args.flag(name),
  );
  if (one !== undefined && other !== undefined)
    throw inputFailure("two-modes", `--${one} and --${other} can't both say which cells run`, {
      hint: "Give one of them.",
    });
  const named = ["with", "versions", "axis"].filter((name) => args.texts(name).length > 0);
  const [odd] = args.flag("swap") ? [...named, "swap"] : named;
  if (args.flag("resume") && odd !== undefined)
    throw inputFailure(
      "resume-otherwise",
      `--resume asks for what the last matrix asked for, so --${odd} has no place`,
      {
        hint: "Leave --resume away to begin another one.",
      },
    );
};

/** `--versions client=2.2.1,2.2.2 --axis server='>=2.0'`. */
const variedBy = (args: VerbArgs): Record<string, VersionChoice> => {
  const ranges = args.texts("axis").map((text) => parted("axis", text, "release='>=1.2'"));
  const lists = args.texts("versions").map((text) => parted("versions", text, "release=1.2.0,1.3.0"));
  const vary: Record<string, VersionChoice> = {};
  for (const [axis, range] of ranges) {
    if (Object.hasOwn(vary, axis)) throw twice(axis);
    vary[axis] = { kind: "range", range };
  }
  for (const [axis, list] of lists) {
    const before = vary[axis];
    if (before !== undefined && before.kind !== "list") throw twice(axis);
    const versions = list.split(",").flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));
    vary[axis] = { kind: "list", versions: [...new Set([...(before?.versions ?? []), ...versions])] };
  }
  return vary;
};

const twice = (axis: string): Error =>
  inputFailure("axis-twice", `What to try of ${axis} is said twice`, {
    hint: `Give one range, as --axis ${axis}='>=1.2 <2', or a list, as --versions ${axis}=1.2.0,1.3.0`,
  });

const parted = (option: string, text: string, example: string): readonly [string, string] => {
  const at = text.indexOf("=");
  const [axis, rest] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at > 0 && axis !== "" && rest !== "") return [axis, rest];
  throw inputFailure(`bad-${option}`, `--${option} ${text} names no axis and what to try of it`, {
    hint: `For example --${option} ${example}`,
  });
};

export const wholeNumber = (args: VerbArgs, name: string, least = 1): number | undefined => {
  const text = args.text(name);
  if (text === undefined) return undefined;
  if (/^\d{1,6}$/.test(text) && Number(text) >= least) return Number(text);
  throw inputFailure(`bad-${name}`, `--${name} ${text} is not a number from ${least} on`, {
    hint: `For example --${name} 2`,
  });
};
