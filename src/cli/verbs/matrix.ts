import { availableParallelism } from "node:os";
import { versionsWorld } from "../../emulation/versionsWorld";
import { cellsOf, sizeOf } from "../../matrix/cells";
import { type MatrixChoice, type OpenMatrix, openMatrix } from "../../matrix/openMatrix";
import { type MatrixReport, matrixReport } from "../../matrix/report";
import { MatrixRunning } from "../../matrix/runMatrix";
import { sampleOf } from "../../matrix/sample";
import type { Cell } from "../../matrix/types";
import type { VersionChoice } from "../../scenario/matrix";
import { type Exit, exits, inputFailure } from "../../util/problem";
import { keepStateSmall } from "../capText";
import { openMachine } from "../machine";
import { MatrixProgress } from "../matrixProgress";
import { matrixLines } from "../matrixText";
import { explainScenario, scenarioOptions } from "../options";
import type { Cli, Verb, VerbArgs } from "../verb";
import { choiceOf } from "../workspace";

export const matrix: Verb = {
  name: "matrix",
  summary: "Run the checks for every pair of versions, and show which break",
  usage: "[SCENARIO] [--versions AXIS=V1,V2] [--axis AXIS=RANGE] [--boundary] [--jobs N] [--json]",
  example: "backcompat matrix tiny --axis release='>=1.2'",
  words: 1,
  options: {
    ...scenarioOptions,
    versions: { type: "string", multiple: true },
    axis: { type: "string", multiple: true },
    boundary: { type: "boolean" },
    sample: { type: "string" },
    jobs: { type: "string" },
    retries: { type: "string" },
    yes: { type: "boolean" },
  },
  explain: {
    ...explainScenario,
    with: "AXIS=VERSION: hold this axis at one version",
    versions: "AXIS=V1,V2: try these versions of an axis",
    axis: "AXIS=RANGE: try the releases of an axis in a range",
    boundary: "only the cells that show where green and red meet",
    sample: "only so many cells, well spread",
    jobs: "how many cells run at once; by default as many as there are cores",
    retries: "how often a red cell tries again; one that changes its mind is flaky",
    yes: "run also more than 1,000 cells without asking back",
  },
  run: async (args, cli) => {
    const choice: MatrixChoice = { ...(await choiceOf(args, cli)), vary: variedBy(args) };
    const open = await openMatrix(choice, versionsWorld(choice.folder, cli.env), cli.signal);
    const all = cellsWithin(open, args);
    const count = wholeNumber(args, "sample") ?? open.matrix.sample;
    const cells = count === undefined ? all : sampleOf(all, count);
    const report = await runAll(open, all, cells, args, cli);
    for (const line of args.flag("json") ? [JSON.stringify(report)] : matrixLines(open, report, cli.terminal))
      cli.terminal.out(line);
    return exitOf(report, cli);
  },
};

const runAll = async (
  open: OpenMatrix,
  all: readonly Cell[],
  cells: readonly Cell[],
  args: VerbArgs,
  cli: Cli,
): Promise<MatrixReport> => {
  const started = Date.now();
  const world = await openMachine(cli);
  const running = new MatrixRunning(open, {
    world,
    signal: cli.signal,
    retries: wholeNumber(args, "retries") ?? 0,
    jobs: wholeNumber(args, "jobs") ?? open.matrix.jobs ?? availableParallelism(),
    onEmulation: (emulation) => cli.onHurry(() => void emulation.hurry()),
  });
  const progress = new MatrixProgress(running, cells.length, cli.terminal);
  try {
    if (args.flag("boundary")) await running.askBorders();
    else await running.ask(cells);
    await running.judgeReds();
  } finally {
    progress.dispose();
  }
  await keepStateSmall(world.state, cli);
  return matrixReport(open.axes, all, running.results, (Date.now() - started) / 1000);
};

const exitOf = ({ cells, unexpected }: MatrixReport, { signal }: Cli): Exit => {
  if (signal.aborted) return exits.interrupted;
  if (unexpected.some(({ verdict }) => verdict === "red")) return exits.red;
  return cells.some(({ verdict }) => verdict === "cancelled") ? exits.machine : exits.done;
};

const mostUnasked = 1000;

const cellsWithin = ({ axes, scenario }: OpenMatrix, args: VerbArgs): readonly Cell[] => {
  const size = sizeOf(axes);
  const fewer = args.text("sample") !== undefined;
  if (size > mostUnasked && !fewer && !args.flag("yes"))
    throw inputFailure(
      "many-cells",
      `The matrix of ${scenario.name} has ${size.toLocaleString("en")} cells`,
      {
        hint: "Add --yes to run them all, --sample N for some, or narrow it by --axis and --versions.",
        lines: axes.map(({ name, versions }) => `${name}: ${versions.length} versions`),
      },
    );
  return cellsOf(axes);
};

/** `--versions client=2.2.1,2.2.2 --axis server='>=2.0'`. */
const variedBy = (args: VerbArgs): Record<string, VersionChoice> =>
  Object.fromEntries([
    ...args.texts("axis").map((text) => {
      const [axis, range] = parted("axis", text, "release='>=1.2'");
      return [axis, { kind: "range", range }] as const;
    }),
    ...args.texts("versions").map((text) => {
      const [axis, list] = parted("versions", text, "release=1.2.0,1.3.0");
      const versions = list.split(",").flatMap((one) => (one.trim() === "" ? [] : [one.trim()]));
      return [axis, { kind: "list", versions: [...new Set(versions)] }] as const;
    }),
  ]);

const parted = (option: string, text: string, example: string): readonly [string, string] => {
  const at = text.indexOf("=");
  const [axis, rest] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at > 0 && axis !== "" && rest !== "") return [axis, rest];
  throw inputFailure(`bad-${option}`, `--${option} ${text} names no axis and what to try of it`, {
    hint: `For example --${option} ${example}`,
  });
};

const wholeNumber = (args: VerbArgs, name: string): number | undefined => {
  const text = args.text(name);
  if (text === undefined) return undefined;
  if (/^\d{1,6}$/.test(text) && (Number(text) > 0 || name === "retries")) return Number(text);
  throw inputFailure(`bad-${name}`, `--${name} ${text} is not a number above 0`, {
    hint: `For example --${name} 2`,
  });
};
