import { stateFolder } from "../../emulation/stateFolder";
import { versionsWorld } from "../../emulation/versionsWorld";
import { bisect as bisectAxis } from "../../matrix/bisect/bisect";
import { costOf } from "../../matrix/bisect/cost";
import { openMatrix } from "../../matrix/openMatrix";
import { MatrixRunning } from "../../matrix/runMatrix";
import { exits, inputFailure } from "../../util/problem";
import { bisectLines } from "../bisectText";
import { keepStateSmall } from "../capText";
import { openMachine } from "../machine";
import { MatrixProgress } from "../matrixProgress";
import { explainScenario, scenarioOptions } from "../options";
import type { Verb, VerbArgs } from "../verb";
import { choiceOf } from "../workspace";

export const bisect: Verb = {
  name: "bisect",
  summary: "Find the release, and then the commit, from which on the checks fail",
  usage:
    "[SCENARIO] --axis AXIS [--good V] [--bad V] [--with AXIS=VERSION] [--swap] [--releases] [--json] [--file FILE]",
  example: "backcompat bisect tiny --axis release --with host=2.0.0",
  words: 1,
  options: {
    ...scenarioOptions,
    axis: { type: "string" },
    good: { type: "string" },
    bad: { type: "string" },
    releases: { type: "boolean" },
  },
  explain: {
    ...explainScenario,
    with: "AXIS=VERSION: hold another axis at this version",
    axis: "AXIS: whose versions are tried",
    good: "V: a version that works; by default the newest or the oldest that does",
    bad: "V: one that doesn't; it may be older than the good one",
    releases: "don't go on to the commits between two releases",
  },
  run: async (args, cli) => {
    const axis = axisOf(args);
    const choice = { ...(await choiceOf(args, cli)), vary: { [axis]: { kind: "all" } as const } };
    const versions = versionsWorld(choice.folder, cli.env);
    const open = await openMatrix({ ...choice, holdOthers: true }, versions, cli.signal);
    const world = await openMachine(cli);
    const running = new MatrixRunning(open, {
      world,
      signal: cli.signal,
      retries: 0,
      jobs: 1,
      emptyState: "each",
    });
    cli.onHurry(() => void running.hurry());
    const progress = new MatrixProgress(running, undefined, cli.terminal);
    try {
      const report = await bisectAxis({
        open,
        axis,
        running,
        versions,
        signal: cli.signal,
        ends: { good: args.text("good"), bad: args.text("bad") },
        toCommits: !args.flag("releases"),
        cost: await costOf(open, world.state),
        onStage: (text) => cli.terminal.say(text),
      });
      const lines = args.flag("json") ? [JSON.stringify(report)] : bisectLines(report, open, cli.terminal);
      for (const line of lines) cli.terminal.out(line);
      return exits.done;
    } finally {
      progress.dispose();
      await keepStateSmall(stateFolder(cli.env), cli);
    }
  },
};

const axisOf = (args: VerbArgs): string => {
  const axis = args.text("axis");
  if (axis !== undefined && axis !== "") return axis;
  throw inputFailure("no-axis", "Which axis is to be bisected?", {
    hint: "Name it: backcompat bisect SCENARIO --axis AXIS",
  });
};
