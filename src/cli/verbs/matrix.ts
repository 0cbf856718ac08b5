import { availableParallelism } from "node:os";
import { stateFolder } from "../../emulation/stateFolder";
import { versionsWorld } from "../../emulation/versionsWorld";
import { cellsOf } from "../../matrix/cells";
import type { OpenMatrix } from "../../matrix/openMatrix";
import { type MatrixReport, matrixReport } from "../../matrix/report";
import { MatrixRunning } from "../../matrix/runMatrix";
import { type MatrixSession, openSession } from "../../matrix/session";
import { type Exit, exits, inputFailure } from "../../util/problem";
import { keepStateSmall } from "../capText";
import { openMachine } from "../machine";
import { checkModes, explainMatrix, matrixChoiceOf, matrixOptions, wholeNumber } from "../matrixArguments";
import { MatrixProgress } from "../matrixProgress";
import { against, againstLines, baselineText, checkReportFiles, writeReports } from "../matrixReports";
import { matrixLines } from "../matrixText";
import { stayUp } from "../stayUp";
import type { Cli, Verb, VerbArgs } from "../verb";

export const matrix: Verb = {
  name: "matrix",
  summary: "Run the checks for every pair of versions, and show which break",
  usage: [
    "[SCENARIO] [--versions AXIS=V1,V2] [--axis AXIS=RANGE] [--with AXIS=VERSION] [--swap]",
    "[--boundary | --sample N | --failed | --resume] [--jobs N] [--retries N] [--keep] [--yes]",
    "[--report FILE] [--against FILE] [--json] [--file FILE]",
  ].join("\n    "),
  example: "backcompat matrix tiny --axis release='>=1.2'",
  words: 1,
  options: matrixOptions,
  explain: explainMatrix,
  run: async (args, cli) => {
    checkModes(args);
    const choice = await matrixChoiceOf(args, cli);
    checkReportFiles(args.texts("report"));
    const baseline = args.text("against");
    if (baseline !== undefined) await baselineText(baseline, cli);
    const session = await openSession(
      {
        choice,
        boundary: args.flag("boundary"),
        sample: wholeNumber(args, "sample"),
        resume: args.flag("resume"),
        failed: args.flag("failed"),
      },
      {
        versions: versionsWorld(choice.folder, cli.env),
        matrices: stateFolder(cli.env).matrices,
        signal: cli.signal,
        agree: (open, count) => notTooMany(open, count, args),
      },
    );
    const { report, running } = await runAll(session, args, cli);
    const interrupted = cli.signal.aborted;
    try {
      await tell(report, session, args, cli);
      if (running.last !== undefined) await stayUp(running.last, cli);
    } finally {
      await running.end();
    }
    return interrupted ? exits.interrupted : exitOf(report);
  },
};

const tell = async (
  report: MatrixReport,
  session: MatrixSession,
  args: VerbArgs,
  cli: Cli,
): Promise<void> => {
  const baseline = args.text("against");
  await writeReports(args.texts("report"), session.open.scenario.name, report, cli);
  const difference = baseline === undefined ? undefined : await against(baseline, report, cli);
  if (args.flag("json"))
    cli.terminal.out(JSON.stringify({ ...report, ...(difference && { against: difference }) }));
  else {
    for (const line of matrixLines(session.open, report, cli.terminal)) cli.terminal.out(line);
    for (const line of difference === undefined ? [] : againstLines(difference)) cli.terminal.out(line);
  }
};

interface Ran {
  readonly report: MatrixReport;
  readonly running: MatrixRunning;
}

const runAll = async (session: MatrixSession, args: VerbArgs, cli: Cli): Promise<Ran> => {
  const started = Date.now();
  const world = await openMachine(cli);
  const { open, cells, boundary, known, keeping } = session;
  if (cells.length === 0)
    cli.terminal.say("No cell of the last matrix was red: there is nothing to run again.");
  else await keeping.begin();
  const running = new MatrixRunning(open, {
    world,
    known,
    keep: keeping.write,
    signal: cli.signal,
    keepLast: args.flag("keep"),
    retries: wholeNumber(args, "retries", 0) ?? 0,
    jobs: wholeNumber(args, "jobs") ?? open.matrix.jobs ?? availableParallelism(),
  });
  cli.onHurry(() => void running.hurry());
  const progress = new MatrixProgress(running, cells, cli.terminal);
  try {
    if (boundary) await running.askBorders();
    else await running.ask(cells);
    await running.judgeReds();
  } catch (error) {
    await running.end();
    throw error;
  } finally {
    progress.dispose();
  }
  if (running.gaveUp !== undefined) cli.terminal.say(running.gaveUp.message);
  if (running.stoppedBy !== undefined)
    cli.terminal.say(`The migration of ${running.stoppedBy.id} failed: the cells after it were not run`);
  else if (cli.signal.aborted || running.gaveUp !== undefined)
    cli.terminal.say("Go on where it was stopped: backcompat matrix --resume");
  await keepStateSmall(world.state, cli);
  const seconds = (Date.now() - started) / 1000;
  return { report: matrixReport(open.axes, cellsOf(open.axes), running.results, seconds), running };
};

const exitOf = ({ cells, unexpected }: MatrixReport): Exit => {
  if (unexpected.some(({ verdict }) => verdict === "red")) return exits.red;
  return cells.some(({ verdict }) => verdict === "cancelled") ? exits.machine : exits.done;
};

const mostUnasked = 1000;

const notTooMany = ({ axes, scenario }: OpenMatrix, count: number, args: VerbArgs): void => {
  if (count <= mostUnasked || args.flag("yes")) return;
  throw inputFailure("many-cells", `The matrix of ${scenario.name} has ${count.toLocaleString("en")} cells`, {
    hint: "Add --yes to run them all, --boundary or --sample N for some, or narrow it by --axis and --versions.",
    lines: axes.map(({ name, versions }) => `${name}: ${versions.length} versions`),
  });
};
