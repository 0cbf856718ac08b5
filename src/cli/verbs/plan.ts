import { planText } from "../../emulation/planText";
import { prepare } from "../../emulation/prepare";
import { versionsWorld } from "../../emulation/versionsWorld";
import { exits } from "../../util/problem";
import { explainScenario, scenarioOptions } from "../options";
import type { Verb } from "../verb";
import { choiceOf } from "../workspace";

export const plan: Verb = {
  name: "plan",
  summary: "Print what `up` would do, step by step, and change nothing",
  usage: "[SCENARIO] [--with AXIS=VERSION] [--swap] [--json] [--file FILE]",
  example: "backcompat plan tiny --with release=1.0.0",
  words: 1,
  options: scenarioOptions,
  explain: { ...explainScenario, json: "print the plan as data, for `up --plan FILE`" },
  run: async (args, cli) => {
    const choice = await choiceOf(args, cli);
    const { plan: made } = await prepare(choice, versionsWorld(choice.folder, cli.env), cli.signal);
    cli.terminal.out(args.flag("json") ? JSON.stringify(made, undefined, 2) : planText(made, cli.env));
    return exits.done;
  },
};
