import { extname, resolve } from "node:path";
import { servicesIn } from "../capture/segmentNames";
import { openServiceLog } from "../capture/serviceLog";
import { emulationFolder } from "../emulation/emulationFolder";
import { stateFolder } from "../emulation/stateFolder";
import type { MatrixReport } from "../matrix/report";
import { badgeReport } from "../matrix/reports/badge";
import { type Against, compareWith, readBaseline } from "../matrix/reports/baseline";
import { htmlReport, type LogsOf } from "../matrix/reports/html";
import { junitReport } from "../matrix/reports/junit";
import { markdownReport } from "../matrix/reports/markdown";
import { idOf } from "../matrix/reports/words";
import { readIfThere, writeAtomically } from "../util/files";
import { inputFailure } from "../util/problem";
import type { Cli } from "./verb";

type Render = (scenario: string, report: MatrixReport, logs: LogsOf) => string;

const renders: Readonly<Record<string, Render>> = {
  ".json": (_, report) => `${JSON.stringify(report, undefined, 2)}\n`,
  ".xml": junitReport,
  ".html": htmlReport,
  ".md": markdownReport,
  ".svg": badgeReport,
};

/** Told before anything runs, so that an hour's work is not lost for a word. */
export const checkReportFiles = (files: readonly string[]): void => {
  const odd = files.find((file) => !Object.hasOwn(renders, extname(file)));
  if (odd === undefined) return;
  throw inputFailure("bad-report", `--report ${odd} has an ending that says no kind of report`, {
    hint: ".json, .xml (JUnit), .html, .md (Markdown) or .svg (a badge)",
  });
};

export const writeReports = async (
  files: readonly string[],
  scenario: string,
  report: MatrixReport,
  cli: Cli,
): Promise<void> => {
  const logs = files.some((file) => extname(file) === ".html") ? await lastLines(report, cli) : new Map();
  for (const file of files) {
    const render = renders[extname(file)];
    const content = render?.(scenario, report, (emulation) => logs.get(emulation) ?? []) ?? "";
    await writeAtomically(resolve(cli.cwd, file), content, 0o644);
    cli.terminal.say(`Wrote ${file}`);
  }
};

type Logs = Map<string, ReturnType<LogsOf>>;

const lastLines = async ({ cells }: MatrixReport, cli: Cli): Promise<Logs> => {
  const ids = cells.flatMap(({ verdict, emulation }) =>
    verdict === "green" || !emulation ? [] : [emulation],
  );
  const logs: Logs = new Map();
  for (const id of ids) logs.set(id, await linesOf(emulationFolder(stateFolder(cli.env), id).logs));
  return logs;
};

const mostLines = 200;

const linesOf = async (folder: string): Promise<ReturnType<LogsOf>> =>
  Promise.all(
    (await servicesIn(folder)).map(async (service) => {
      const log = await openServiceLog(folder, service);
      try {
        const lines = await log.read(Math.max(log.first, log.lines - mostLines), log.lines);
        return { service, lines: lines.map(({ text }) => text) };
      } finally {
        log.dispose();
      }
    }),
  );

export const against = async (file: string, report: MatrixReport, cli: Cli): Promise<Against> =>
  compareWith(readBaseline(await baselineText(file, cli), file), report);

export const baselineText = async (file: string, cli: Cli): Promise<string> => {
  const content = await readIfThere(resolve(cli.cwd, file));
  if (content) return content.toString("utf8");
  throw inputFailure("no-baseline", `There is no file ${file} to compare with`, {
    hint: "Write one by backcompat matrix --report baseline.json",
  });
};

export const againstLines = ({ turnedRed, turnedGreen, otherwise, slower, added }: Against): string[] => {
  const some = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `    ${line}`)];
  const lines = [
    ...some(
      "turned red",
      turnedRed.map((one) => `${idOf(one)} (was ${one.was})`),
    ),
    ...some(
      "turned green",
      turnedGreen.map((one) => `${idOf(one)} (was ${one.was})`),
    ),
    ...some(
      "otherwise",
      otherwise.map((one) => `${idOf(one)}: ${one.was} → ${one.is}`),
    ),
    ...some(
      "slower",
      slower.map((one) => `${idOf(one)}: ${one.times.toFixed(1)} times as long`),
    ),
    ...(added === 0 ? [] : [`${added} that the baseline has not`]),
  ];
  return lines.length === 0 ? ["As in the baseline."] : ["Against the baseline:", ...lines];
};
