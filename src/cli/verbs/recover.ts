import { recover as undoDead } from "../../emulation/recover";
import { makeStateFolder, stateFolder } from "../../emulation/stateFolder";
import { undoWorld } from "../../emulation/undoWorld";
import { exits } from "../../util/problem";
import { explainJson, jsonOption } from "../options";
import { recoveredLines } from "../recoveredText";
import type { Verb } from "../verb";

export const recover: Verb = {
  name: "recover",
  summary: "Undo what emulations left behind whose host and guardian were both killed",
  usage: "[--json]",
  example: "backcompat recover",
  options: jsonOption,
  explain: explainJson,
  run: async (args, cli) => {
    const state = stateFolder(cli.env);
    await makeStateFolder(state);
    const recovered = await undoDead(undoWorld(state));
    if (args.flag("json")) cli.terminal.out(JSON.stringify(recovered));
    else if (recovered.length === 0) cli.terminal.say("Nothing to recover.");
    for (const one of args.flag("json") ? [] : recovered) {
      for (const line of recoveredLines(one, cli.terminal)) cli.terminal.out(line);
    }
    return recovered.some(({ failed }) => failed !== undefined) ? exits.machine : exits.done;
  },
};
