import { loadScenarios } from "../../scenario/load";
import { exits, type Problem, placeText } from "../../util/problem";
import { plural } from "../../util/text";
import { explainJson, jsonOption } from "../options";
import { problemLines } from "../problemText";
import type { Verb } from "../verb";
import { choiceOf } from "../workspace";

export const validate: Verb = {
  name: "validate",
  summary: "Check the scenario file and report all its errors with their places",
  usage: "[--file FILE] [--json]",
  example: "backcompat validate --file .vscode/backcompat.json",
  options: { ...jsonOption, file: { type: "string" } },
  explain: { ...explainJson, file: "the scenario file, instead of .vscode/backcompat.json of this folder" },
  run: async (args, cli) => {
    const { folder, file } = await choiceOf(args, cli);
    const { problems, scenarios } = await loadScenarios({ folder, file });
    if (args.flag("json")) cli.terminal.out(JSON.stringify({ problems: problems.map(asJson) }));
    else {
      for (const problem of problems)
        for (const line of problemLines(problem, cli.terminal)) cli.terminal.out(line);
      cli.terminal.say(
        problems.length > 0
          ? plural(problems.length, "error")
          : `${plural(Object.keys(scenarios).length, "scenario")}, no errors`,
      );
    }
    return problems.length > 0 ? exits.input : exits.done;
  },
};

const asJson = ({ code, message, hint, place }: Problem): object => ({
  at: place === undefined ? null : placeText(place),
  ...place,
  code,
  message,
  hint,
});
