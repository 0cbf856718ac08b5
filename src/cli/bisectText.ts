import type { BisectReport, Changes, Found } from "../matrix/bisect/types";
import type { OpenMatrix } from "../matrix/openMatrix";
import { asTyped } from "../processes/quoting";
import { duration, plural } from "../util/text";
import type { Terminal } from "./terminal";

/** Last good, first bad, why, what changed between them, and where to go from here. */
export const bisectLines = (
  report: BisectReport,
  { scenario, choice }: OpenMatrix,
  terminal: Terminal,
): string[] => {
  const { axis, commits, noCommits, changes } = report;
  const both = [report.lastGood, report.firstBad].map((version) =>
    asTyped([
      "backcompat",
      "up",
      scenario.name,
      ...withOptions(report, version),
      ...(choice.swap ? ["--swap"] : []),
      ...(choice.file === undefined ? [] : ["--file", choice.file]),
      "--debug",
    ]),
  );
  return [
    ...foundLines(axis, report, terminal),
    ...(report.borders.length > 1 ? ["It turns more than once:", ...report.borders.map(borderLine)] : []),
    ...(commits === undefined ? [] : foundLines("commit", commits, terminal)),
    ...(noCommits === undefined ? [] : [`Not gone on to commits: ${noCommits}.`]),
    ...report.rootCauseLines.map(({ side, service, text }) => `    ${side} · ${service}  ${text}`),
    ...report.silent.map((side) => `    ${side} said nothing`),
    ...(changes === undefined ? [] : changeLines(changes)),
    `debug the good one: ${both[0]}`,
    `debug the bad one:  ${both[1]}`,
    terminal.paint("dim", duration(report.seconds * 1000)),
  ];
};

const foundLines = (
  axis: string,
  { lastGood, firstBad, range, probes }: Pick<Found, "lastGood" | "firstBad" | "range" | "probes">,
  terminal: Terminal,
): string[] => {
  const [first, last] = range;
  const selves = probes.filter(({ self }) => self).length;
  const asked = `${plural(probes.length - selves, "probe")}${selves === 0 ? "" : `, ${selves} of a version with itself`}`;
  return [
    `${terminal.paint("green", "last good")}  ${axis} ${lastGood}`,
    first === last
      ? `${terminal.paint("red", "first bad")}  ${axis} ${firstBad}`
      : `${terminal.paint("red", "first bad")}  one of ${axis} ${first} … ${last}: what lies between could not be judged`,
    terminal.paint("dim", asked),
  ];
};

const borderLine = ({ from, to, turns }: BisectReport["borders"][number]): string =>
  `    ${from} → ${to}: turns ${turns}`;

const mostShown = 10;

const changeLines = ({ commits, files }: Changes): string[] => [
  `${plural(commits.length, "commit")} between them:`,
  ...commits.slice(0, mostShown).map(({ commit, subject }) => `    ${commit.slice(0, 10)} ${subject}`),
  ...more(commits.length),
  `${plural(files.length, "changed file")}:`,
  ...files.slice(0, mostShown).map((file) => `    ${file}`),
  ...more(files.length),
];

const more = (count: number): string[] => (count > mostShown ? [`    and ${count - mostShown} more`] : []);

const withOptions = ({ axis, held }: BisectReport, version: string): readonly string[] =>
  Object.entries({ ...held, [axis]: version }).flatMap(([name, value]) => ["--with", `${name}=${value}`]);
