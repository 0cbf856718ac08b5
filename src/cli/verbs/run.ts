import { Emulation, type Outcome } from "../../emulation/emulation";
import { outcomeOf } from "../../emulation/outcome";
import { prepare } from "../../emulation/prepare";
import { versionsWorld } from "../../emulation/versionsWorld";
import { type RunReport, runChecks } from "../../matrix/cell";
import { type Exit, exits } from "../../util/problem";
import { keepStateSmall } from "../capText";
import { openMachine } from "../machine";
import { explainScenario, scenarioOptions } from "../options";
import { showProgress } from "../progress";
import { checkLine, reportLines, uncheckedText } from "../reportText";
import { stayUp } from "../stayUp";
import { sayUndone } from "../undoneText";
import type { Cli, Verb } from "../verb";
import { choiceOf } from "../workspace";

export const run: Verb = {
  name: "run",
  summary: "Start both sides, run the checks, put everything back, and say green or red",
  usage: "[SCENARIO] [--with AXIS=VERSION] [--swap] [--keep] [--json] [--file FILE]",
  example: "backcompat run tiny --with release=1.0.0",
  words: 1,
  options: { ...scenarioOptions, keep: { type: "boolean" } },
  explain: {
    ...explainScenario,
    keep: "leave the services running after the checks, until Ctrl-C or `down`",
  },
  run: async (args, cli) => {
    const choice = await choiceOf(args, cli);
    const { plan, settled } = await prepare(choice, versionsWorld(choice.folder, cli.env), cli.signal);
    for (const warning of settled.warnings) cli.terminal.say(cli.terminal.paint("yellow", `! ${warning}`));
    const emulation = await Emulation.begin(plan, { services: "none", hold: false }, await openMachine(cli));
    const tell = (report: RunReport): void => {
      const unchecked = uncheckedText(report, settled);
      if (unchecked !== undefined) cli.terminal.say(cli.terminal.paint("yellow", `! ${unchecked}`));
      if (args.flag("json")) cli.terminal.out(JSON.stringify(report));
      else for (const line of reportLines(report, emulation, cli.terminal)) cli.terminal.out(line);
    };
    const stay = async (report: RunReport): Promise<void> => {
      tell(report);
      await stayUp(emulation, cli);
    };
    const report = await reported(emulation, cli, args.flag("keep") ? stay : undefined);
    await keepStateSmall(emulation.run.world.state, cli);
    if (!args.flag("keep")) tell(report);
    return exitOf[report.verdict];
  },
};

/** Whatever happens, the emulation is stopped and undone before this returns. */
const reported = async (
  emulation: Emulation,
  cli: Cli,
  stay?: (report: RunReport) => Promise<void>,
): Promise<RunReport> => {
  const progress = showProgress(emulation, cli.terminal);
  const checks = emulation.events.on((event) => {
    if (event.kind === "check") cli.terminal.say(checkLine(event.result, cli.terminal));
  });
  cli.onHurry(() => void emulation.hurry());
  let outcome: Outcome = {};
  try {
    const report = await runChecks(emulation, cli.signal);
    outcome = { verdict: report.verdict };
    await stay?.(report);
    return report;
  } catch (error) {
    outcome = outcomeOf(error);
    throw error;
  } finally {
    sayUndone(await emulation.stop(outcome), cli.terminal);
    progress.dispose();
    checks.dispose();
  }
};

const exitOf: Readonly<Record<RunReport["verdict"], Exit>> = {
  green: exits.done,
  red: exits.red,
  unbuildable: exits.machine,
};
