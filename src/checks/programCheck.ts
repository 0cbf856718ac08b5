import type { Expect } from "../scenario/settled";
import { Failure } from "../util/problem";
import { duration } from "../util/text";
import { programUnmet } from "./expectations";
import { type Finding, finding } from "./finding";
import { runProgram } from "./runProgram";
import type { CheckWorld, FilledCommand } from "./types";

/** What a check's command found; `more` is asked when it ended in time, and knows what else may be wrong. */
export const checkProgram = async (
  command: FilledCommand,
  expect: Expect,
  world: CheckWorld,
): Promise<Finding> => {
  const tell = (line: Parameters<CheckWorld["onLine"]>[1]): void =>
    world.onLine(command.name, { ...line, text: world.secrets.mask(line.text) });
  try {
    const { exit, lines } = await runProgram(command, world, tell);
    if (!exit) {
      return finding(`it did not end within ${duration(command.timeoutMs)} and was stopped`, { lines });
    }
    const code = exit.code === undefined ? {} : { exit: exit.code };
    return finding(programUnmet(expect, exit, lines), { lines, ...code });
  } catch (error) {
    // A program that one version lacks is a finding about that version.
    if (error instanceof Failure && error.problem.code === "cannot-start") {
      const { message, hint } = error.problem;
      return finding(hint === undefined ? message : `${message}. ${hint}`);
    }
    throw error;
  }
};
