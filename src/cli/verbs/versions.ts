import { openScenario, resolveAxes } from "../../emulation/prepare";
import { versionsWorld } from "../../emulation/versionsWorld";
import { exits, inputFailure } from "../../util/problem";
import { nearest } from "../../util/text";
import type { Axis } from "../../versions/types";
import { explainJson, jsonOption } from "../options";
import type { Verb } from "../verb";
import { choiceOf } from "../workspace";

export const versions: Verb = {
  name: "versions",
  summary: "List the versions of an axis, newest first, with their dates",
  usage: "[AXIS] [--scenario NAME] [--refresh] [--json] [--file FILE]",
  example: "backcompat versions release --scenario tiny",
  words: 1,
  options: {
    ...jsonOption,
    scenario: { type: "string" },
    file: { type: "string" },
    refresh: { type: "boolean" },
  },
  explain: {
    ...explainJson,
    scenario: "the scenario, where the file has several",
    file: "the scenario file, instead of .vscode/backcompat.json of this folder",
    refresh: "ask the index even if a kept answer is still young",
  },
  run: async (args, cli) => {
    const choice = { ...(await choiceOf(args, cli)), scenario: args.text("scenario") };
    const scenario = await openScenario(choice);
    const world = { ...versionsWorld(choice.folder, cli.env), refresh: args.flag("refresh") };
    const axes = await resolveAxes(scenario, world, cli.signal);
    const shown = args.words[0] === undefined ? axes : [axisNamed(axes, args.words[0])];
    if (args.flag("json")) cli.terminal.out(JSON.stringify(args.words[0] === undefined ? shown : shown[0]));
    else for (const axis of shown) cli.terminal.out(axisText(axis));
    for (const note of shown.flatMap((axis) => axis.notes)) cli.terminal.say(note);
    return exits.done;
  },
};

const axisNamed = (axes: readonly Axis[], name: string): Axis => {
  const axis = axes.find((one) => one.name === name);
  if (axis) return axis;
  const names = axes.map((one) => one.name);
  const near = nearest(name, names);
  throw inputFailure("unknown-axis", `This scenario has no axis “${name}”`, {
    hint: `${near ? `Did you mean ${near}? ` : ""}It has ${names.join(", ") || "none"}.`,
  });
};

const axisText = (axis: Axis): string =>
  [
    `${axis.name}${axis.default === undefined ? "" : `  (default ${axis.default})`}`,
    ...[...axis.releases]
      .reverse()
      .map((release) => `  ${release.name.padEnd(16)} ${release.date?.slice(0, 10) ?? ""}`.trimEnd()),
    ...(axis.releases.length === 0 ? ["  no releases"] : []),
  ].join("\n");
