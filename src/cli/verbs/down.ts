import { askControl } from "../../emulation/control";
import { recover } from "../../emulation/recover";
import { type StateFolder, stateFolder } from "../../emulation/stateFolder";
import { undoWorld } from "../../emulation/undoWorld";
import { exits } from "../../util/problem";
import { explainJson, jsonOption } from "../options";
import { runningEmulations, theEmulation } from "../runningEmulation";
import type { Verb } from "../verb";

export const down: Verb = {
  name: "down",
  summary: "Stop a running emulation and put everything back",
  usage: "[EMULATION | --all] [--json]",
  example: "backcompat down 7f3a91",
  words: 1,
  options: { ...jsonOption, all: { type: "boolean" } },
  explain: { ...explainJson, all: "every emulation that runs" },
  run: async (args, cli) => {
    const state = stateFolder(cli.env);
    const { all, words } = { all: args.flag("all"), words: args.words };
    const chosen =
      all || (await noneRuns(state, words))
        ? await runningEmulations(state)
        : [await theEmulation(state, words[0])];
    for (const record of chosen) {
      await askControl(record.control, "stop");
      cli.terminal.say(`stopped ${record.id} (${record.scenario})`);
    }
    await recover(undoWorld(state));
    if (args.flag("json")) cli.terminal.out(JSON.stringify({ stopped: chosen.map(({ id }) => id) }));
    return exits.done;
  },
};

/** Asked to stop nothing in particular where nothing runs: that is done. */
const noneRuns = async (state: StateFolder, words: readonly string[]): Promise<boolean> =>
  words.length === 0 && (await runningEmulations(state)).length === 0;
