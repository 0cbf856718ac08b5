import type { CheckResult } from "../checks/types";
import type { Emulation } from "../emulation/emulation";
import type { RunReport } from "../matrix/cell";
import { asTyped } from "../processes/quoting";
import { duration } from "../util/text";
import type { Terminal } from "./terminal";

export const checkLine = ({ name, verdict, seconds, why }: CheckResult, terminal: Terminal): string => {
  const mark = verdict === "green" ? terminal.paint("green", "✓") : terminal.paint("red", "✗");
  const title = `check "${name}"`;
  return `${mark} ${title.padEnd(48)} ${terminal.paint("dim", duration(seconds * 1000))}${why === undefined ? "" : `\n    ${why}`}`;
};

/** Green without a check says less than it looks like. */
export const uncheckedText = (
  { verdict, checks }: Pick<RunReport, "verdict" | "checks">,
  { services }: { readonly services: Readonly<Record<string, unknown>> },
): string | undefined => {
  if (verdict !== "green" || checks.length > 0) return undefined;
  const count = Object.keys(services).length;
  return `nothing was checked: ${count === 0 ? "there are no services either" : `the ${count === 1 ? "service" : "services"} got ready`}`;
};

/** The verdict, what each side said, and where to go from here. */
export const reportLines = (report: RunReport, emulation: Emulation, terminal: Terminal): string[] => {
  const total = duration(report.timings["total"] ?? 0);
  const widest = Math.max(0, ...report.rootCauseLines.map((line) => originOf(line).length));
  return [
    ...report.rootCauseLines.map(
      (line) => `    ${originOf(line).padEnd(widest)}  ${line.text}${placeOf(line)}`,
    ),
    ...report.silent.map((side) => `    ${side} said nothing`),
    ...problemText(report),
    verdictText(report, emulation, terminal, total),
  ];
};

const problemText = ({ problem }: RunReport): string[] =>
  problem === undefined
    ? []
    : [
        problem.message,
        ...(problem.lines ?? []).map((line) => `    ${line}`),
        ...(problem.hint === undefined ? [] : [`  → ${problem.hint}`]),
      ];

const verdictText = (
  { verdict }: RunReport,
  emulation: Emulation,
  terminal: Terminal,
  total: string,
): string => {
  if (verdict === "green") return `${terminal.paint("green", "green")} in ${total}`;
  if (verdict === "unbuildable") return `${terminal.paint("yellow", "unbuildable")}, after ${total}`;
  return `${terminal.paint("red", "red")} in ${total} · debug this pair: ${debugCommand(emulation)}`;
};

type CauseLine = RunReport["rootCauseLines"][number];

const originOf = ({ side, version, service }: CauseLine): string =>
  `${[side, version].filter((part) => part !== undefined).join(" ")} · ${service}`;

const placeOf = ({ file, line }: CauseLine): string =>
  file === undefined ? "" : `   ${file}${line === undefined ? "" : `:${line}`}`;

const debugCommand = ({ plan, record }: Emulation): string =>
  asTyped([
    "backcompat",
    "up",
    plan.settled.name,
    ...Object.entries(record.versions).flatMap(([axis, version]) => ["--with", `${axis}=${version}`]),
    ...(plan.settled.swapped ? ["--swap"] : []),
    "--debug",
  ]);
