import { type EmulationFolder, emulationFolder } from "../../emulation/emulationFolder";
import { hostOf } from "../../emulation/live";
import type { EmulationRecord } from "../../emulation/record";
import { makeStateFolder, type StateFolder, stateFolder } from "../../emulation/stateFolder";
import { compareLogs } from "../../logs/diff/compareLogs";
import { openLogs } from "../../logs/openLogs";
import { planOf } from "../../logs/sources";
import { storedCauses } from "../../logs/storedCauses";
import type { LogView } from "../../logs/view";
import { isAlive } from "../../processes/identity";
import { type Exit, exits } from "../../util/problem";
import { systemClock } from "../../util/time";
import { causesText } from "../logs/causesText";
import { followRows } from "../logs/follow";
import { hunksText } from "../logs/hunksText";
import { type Output, standardOutput } from "../logs/output";
import { type Printing, printRows } from "../logs/print";
import { rowJson, rowText } from "../logs/rowText";
import { sinceTime } from "../logs/sinceOption";
import { filterOf, tailOf } from "../logs/wishes";
import { explainJson, jsonOption } from "../options";
import { anyEmulation } from "../pastEmulation";
import type { Cli, Verb, VerbArgs } from "../verb";
import { workspaceFolder } from "../workspace";

export const logs: Verb = {
  name: "logs",
  summary: "Print what the services of an emulation said, also of one that is over",
  usage:
    "[EMULATION] [--service NAME] [--side NAME] [--level LEVEL] [--grep REGEX] [--since TIME] [--tail COUNT] [--merge] [--follow] [--root-causes] [--against EMULATION] [--json]",
  example: "backcompat logs --merge --level warning --since 10m",
  words: 1,
  onlyReads: true,
  options: {
    ...jsonOption,
    service: { type: "string", multiple: true },
    side: { type: "string", multiple: true },
    level: { type: "string" },
    grep: { type: "string" },
    since: { type: "string" },
    tail: { type: "string" },
    merge: { type: "boolean" },
    follow: { type: "boolean" },
    "root-causes": { type: "boolean" },
    against: { type: "string" },
  },
  explain: {
    ...explainJson,
    json: "one JSON object for each line, all services by time; of --root-causes and --against one document",
    service: "only this one; may be given several times",
    side: "only services of this side; may be given several times",
    level: "trace, debug, info, warning, error or fatal, and what is worse; lines without one count as info",
    grep: "only lines in which this regular expression is found",
    since: "14:38:05, a date, or 10m: so long before now, or before the end of an emulation that is over",
    tail: "only the last so many lines; of each service, unless merged",
    merge: "all services in one, by time, instead of one after the other",
    follow: "go on with what comes, merged, until the emulation ends",
    "root-causes": "only what each side said when it broke",
    against: "what another emulation, a green one say, said otherwise; times, ids and ports don't count",
  },
  run: async (args, cli) => {
    const state = stateFolder(cli.env);
    await makeStateFolder(state);
    const record = await anyEmulation(state, args.words[0], await workspaceFolder(cli.cwd));
    const folder = emulationFolder(state, record.id);
    const view = await openLogs(folder, { signal: cli.signal });
    try {
      return await print({ args, cli, state, record, folder, view, output: standardOutput(cli.terminal) });
    } finally {
      view.dispose();
    }
  },
};

interface Asked {
  readonly args: VerbArgs;
  readonly cli: Cli;
  readonly state: StateFolder;
  readonly record: EmulationRecord;
  readonly folder: EmulationFolder;
  readonly view: LogView;
  readonly output: Output;
}

const print = async (asked: Asked): Promise<Exit> => {
  const { args, folder, view } = asked;
  if (args.flag("root-causes")) return await printCauses(asked);
  if (args.text("against") !== undefined) return await printDifferences(asked);
  const plan = await planOf(folder);
  const chosen = view.filter(filterOf(args, view, Object.keys(plan?.settled.services ?? {})));
  try {
    await chosen.settled();
    if (args.flag("follow")) await follow(asked, chosen);
    else if (args.flag("merge") || args.flag("json") || chosen.sources.length < 2)
      await printAll(asked, chosen);
    else await printEach(asked, chosen);
  } finally {
    chosen.dispose();
  }
  return exits.done;
};

const printCauses = async ({ args, cli, record, folder, view, output }: Asked): Promise<Exit> => {
  const causes = await storedCauses({ view, folder, record, signal: cli.signal });
  await output.write(args.flag("json") ? [JSON.stringify(causes)] : causesText(causes, output.paint));
  return exits.done;
};

const printDifferences = async ({ args, cli, state, record, view, output }: Asked): Promise<Exit> => {
  const other = await anyEmulation(state, args.text("against"), record.folder);
  const otherView = await openLogs(emulationFolder(state, other.id), { signal: cli.signal });
  try {
    const hunks = await compareLogs({ view, record }, { view: otherView, record: other }, cli.signal);
    await output.write(args.flag("json") ? [JSON.stringify(hunks)] : hunksText(hunks, output.paint));
    if (hunks.length === 0) cli.terminal.say(`${record.id} and ${other.id} say the same`);
  } finally {
    otherView.dispose();
  }
  return exits.done;
};

const printAll = async (asked: Asked, view: LogView): Promise<boolean> => {
  const from = beginOf(asked, view);
  if (from === view.count) asked.cli.terminal.say(`Emulation ${asked.record.id} has no such lines`);
  return await printRows(view, from, view.count, printing(asked, view));
};

const printEach = async (asked: Asked, view: LogView): Promise<void> => {
  const { paint, write } = asked.output;
  for (const { service, side, version } of view.sources) {
    const one = view.filter({ services: [service] });
    try {
      await one.settled();
      const title = `── ${[service, [side, version].filter((part) => part !== undefined).join(" ")].join(" · ")}`;
      if (!(await write([paint?.("bold", title) ?? title]))) return;
      if (!(await printRows(one, beginOf(asked, one), one.count, printing(asked, one)))) return;
    } finally {
      one.dispose();
    }
  }
};

const follow = async (asked: Asked, view: LogView): Promise<void> => {
  const { state, record } = asked;
  const isRunning = async (): Promise<boolean> => {
    const host = await hostOf(state, record.id);
    return host !== undefined && isAlive(host);
  };
  const print = printing(asked, view);
  const goesOn = await printRows(view, beginOf(asked, view), view.count, print);
  if (goesOn) await followRows(view, { ...print, isRunning, clock: systemClock });
};

const printing = ({ args, cli, view, output }: Asked, { sources }: LogView): Printing => ({
  output,
  // Widths are of all sources, since any of them may come.
  text: args.flag("json") ? rowJson : rowText(args.flag("follow") ? view.sources : sources, output.paint),
  signal: cli.signal,
});

const beginOf = ({ args, record }: Asked, view: LogView): number => {
  const [since, tail] = [args.text("since"), tailOf(args)];
  const from = since === undefined ? 0 : view.at(sinceTime(since, record.ended ?? Date.now()));
  return tail === undefined ? from : Math.max(from, view.count - tail);
};
