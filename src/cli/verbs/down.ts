import { z } from "zod";
import { askControl } from "../../emulation/control";
import type { EmulationRecord } from "../../emulation/record";
import { recover } from "../../emulation/recover";
import { type StateFolder, stateFolder } from "../../emulation/stateFolder";
import { undoWorld } from "../../emulation/undoWorld";
import { exits } from "../../util/problem";
import { explainJson, jsonOption } from "../options";
import { recoveredLines } from "../recoveredText";
import { runningEmulations, theEmulation } from "../runningEmulation";
import type { Cli, Verb } from "../verb";

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
    const refused: unknown[] = [];
    for (const record of chosen) await stop(record, cli).catch((error: unknown) => refused.push(error));
    const recovered = await recover(undoWorld(state));
    for (const one of recovered) {
      for (const line of recoveredLines(one, cli.terminal)) cli.terminal.say(line);
    }
    if (args.flag("json")) cli.terminal.out(JSON.stringify({ stopped: chosen.map(({ id }) => id) }));
    if (refused.length > 0) throw refused[0];
    const left = recovered.filter(({ failed }) => failed !== undefined).map(({ emulation }) => emulation);
    return chosen.some(({ id }) => left.includes(id)) ? exits.machine : exits.done;
  },
};

const undone = z.object({ kept: z.array(z.string()) });

/** Its host stops it; one that has died is undone by us, below. */
const stop = async (record: EmulationRecord, cli: Cli): Promise<void> => {
  const answer = await askControl(record.control, "stop");
  const name = `${record.id} (${record.scenario})`;
  cli.terminal.say(answer === undefined ? `${name} has no host any more` : `stopped ${name}`);
  for (const one of undone.safeParse(answer).data?.kept ?? []) cli.terminal.say(`  kept ${one}`);
};

/** Asked to stop nothing in particular where nothing runs: that is done. */
const noneRuns = async (state: StateFolder, words: readonly string[]): Promise<boolean> =>
  words.length === 0 && (await runningEmulations(state)).length === 0;
