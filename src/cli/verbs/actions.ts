import { z } from "zod";
import { isAsk } from "../../emulation/act";
import { askControl } from "../../emulation/control";
import { emulationFolder } from "../../emulation/emulationFolder";
import { parsePlan } from "../../emulation/parsePlan";
import type { EmulationRecord } from "../../emulation/record";
import { makeStateFolder, type StateFolder, stateFolder } from "../../emulation/stateFolder";
import type { SettledAction } from "../../scenario/settled";
import { readIfThere } from "../../util/files";
import { type Exit, exits, inputFailure, machineFailure } from "../../util/problem";
import { explainJson, jsonOption } from "../options";
import { theEmulation } from "../runningEmulation";
import type { Cli, Verb, VerbArgs } from "../verb";

const sent = z.object({ status: z.number().optional(), text: z.string(), seconds: z.number() });

export const actions: Verb = {
  name: "actions",
  summary: "List a running emulation's actions, or send one",
  usage: "[ACTION] [--set NAME=VALUE] [--emulation ID] [--json]",
  example: 'backcompat actions "launch the_job" --set job=the_job',
  words: 1,
  options: { ...jsonOption, set: { type: "string", multiple: true }, emulation: { type: "string" } },
  explain: {
    ...explainJson,
    set: "NAME=VALUE: an argument of the action; may be given several times",
    emulation: "which emulation, where several run",
  },
  run: async (args, cli) => {
    const state = stateFolder(cli.env);
    await makeStateFolder(state);
    const record = await theEmulation(state, args.text("emulation"));
    const [name] = args.words;
    return name === undefined ? await list(state, record, args, cli) : await send(record, name, args, cli);
  },
};

const list = async (state: StateFolder, record: EmulationRecord, args: VerbArgs, cli: Cli): Promise<Exit> => {
  const file = emulationFolder(state, record.id).plan;
  const known = parsePlan(String(await readIfThere(file)), file).settled.actions;
  if (args.flag("json")) cli.terminal.out(JSON.stringify(known));
  else if (Object.keys(known).length === 0) cli.terminal.say(`${record.scenario} has no actions`);
  else
    for (const [name, action] of Object.entries(known)) cli.terminal.out(`${name}${argumentsText(action)}`);
  return exits.done;
};

const argumentsText = (action: SettledAction): string =>
  Object.entries(action.arguments)
    .map(([name, value]) => `  --set ${name}=${JSON.stringify(isAsk(value) ? (value.default ?? "") : value)}`)
    .join("");

const send = async (record: EmulationRecord, name: string, args: VerbArgs, cli: Cli): Promise<Exit> => {
  const answer = sent.safeParse(
    await askControl(record.control, "action", { name, answers: answersOf(args) }),
  );
  if (!answer.success) {
    throw machineFailure("no-answer", `Emulation ${record.id} does not answer`, {
      hint: "backcompat recover cleans it up.",
    });
  }
  const { status, text, seconds } = answer.data;
  if (args.flag("json")) cli.terminal.out(JSON.stringify(answer.data));
  else {
    cli.terminal.say(`${name}: ${status ?? "ended by a signal"} in ${seconds.toFixed(1)} s`);
    cli.terminal.out(text);
  }
  const good = status === 0 || (status !== undefined && status >= 200 && status < 400);
  return good ? exits.done : exits.red;
};

/** A value that is JSON is taken as such, so that numbers and lists can be given. */
const answersOf = (args: VerbArgs): Record<string, unknown> =>
  Object.fromEntries(
    args.texts("set").map((text) => {
      const at = text.indexOf("=");
      if (at > 0) return [text.slice(0, at), jsonOrText(text.slice(at + 1))];
      throw inputFailure("bad-set", `--set ${text} is not NAME=VALUE`, {
        hint: "For example --set job=the_job",
      });
    }),
  );

const jsonOrText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
