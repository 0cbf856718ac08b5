import { z } from "zod";
import { askControl } from "../../emulation/control";
import { makeStateFolder, stateFolder } from "../../emulation/stateFolder";
import { assignmentText } from "../../processes/quoting";
import { exits, machineFailure } from "../../util/problem";
import { explainJson, jsonOption } from "../options";
import { theEmulation } from "../runningEmulation";
import type { Verb } from "../verb";

export const env: Verb = {
  name: "env",
  summary: "Print a running emulation's ports, URLs and folders as shell variables",
  usage: "[EMULATION] [--json]",
  example: 'eval "$(backcompat env)" && curl "$BACKCOMPAT_WEBSERVER_URL"',
  words: 1,
  options: jsonOption,
  explain: explainJson,
  run: async (args, cli) => {
    const state = stateFolder(cli.env);
    await makeStateFolder(state);
    const record = await theEmulation(state, args.words[0]);
    const variables = z.record(z.string(), z.string()).safeParse(await askControl(record.control, "env"));
    if (!variables.success) {
      throw machineFailure("no-answer", `Emulation ${record.id} does not answer`, {
        hint: "backcompat recover cleans it up.",
      });
    }
    if (args.flag("json")) cli.terminal.out(JSON.stringify(variables.data));
    else
      for (const [name, value] of Object.entries(variables.data))
        cli.terminal.out(assignmentText(name, value, cli.env));
    return exits.done;
  },
};
