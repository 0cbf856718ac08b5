import { exits, type Problem, placeText } from "../util/problem";
import type { Terminal } from "./terminal";

/** What happened, to what, and what to do now; the exit code is the problem's. */
export const sayProblem = (problem: Problem, terminal: Terminal): number => {
  for (const line of problemLines(problem, terminal)) terminal.say(line);
  return problem.exit;
};

export const problemLines = (problem: Problem, terminal: Pick<Terminal, "paint">): string[] => {
  const place = problem.place === undefined ? "" : `${placeText(problem.place)}: `;
  const mark =
    problem.exit === exits.interrupted ? terminal.paint("yellow", "■") : terminal.paint("red", "✗");
  return [
    `${mark} ${place}${problem.message}`,
    ...(problem.lines ?? []).map((line) => `    ${line}`),
    ...(problem.hint === undefined ? [] : [`  → ${problem.hint}`]),
    ...(problem.code === "internal" ? internalLines(problem) : []),
  ];
};

/** A defect of ours: its stack is what we need to mend it. */
const internalLines = ({ cause }: Problem): string[] => [
  "  This is a defect in Backcompat; please report it with these lines:",
  ...(cause instanceof Error && cause.stack ? cause.stack.split("\n").slice(0, 8) : []).map(
    (line) => `    ${line}`,
  ),
];
