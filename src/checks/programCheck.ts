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
    throw notStarted(command.name, error);
  }
};

/**
 * Of a program that isn't there nothing was heard, so it is no verdict, for a check as little as for a service:
 * red says that two versions don't understand each other. That holds also where the side's own environment or tree
 * should have brought it: the version lacks it with any other side, too, and the scenario has to say what to run
 * there instead, by a value by version or a `when`.
 */
const notStarted = (check: string, error: unknown): unknown =>
  error instanceof Failure && error.problem.code === "cannot-start"
    ? new Failure({
        ...error.problem,
        message: `The check “${check}” could not run. ${error.problem.message}`,
      })
    : error;
