import { toolText } from "../../processes/tool";
import type { RunTool, ToolCall } from "../../processes/types";
import { Failure } from "../../util/problem";
import type { EnvironmentRun } from "../types";
import type { BuildLog } from "./buildLog";
import { unbuildable, whyFailed } from "./why";

/** One build in progress: whose, where its output goes, how it is stopped. */
export interface Building {
  readonly side: string;
  readonly log: BuildLog;
  readonly run: EnvironmentRun;
  readonly runTool: RunTool;
  /** Where only one thing is installed it is what failed, though the output may not name it. */
  readonly only?: string | undefined;
}

/** Runs a tool of a build with its output in the log; its failure names the package and the line that say why. */
export const step = async <T>(call: ToolCall<T>, building: Building): Promise<T> => {
  const { log, run, side, runTool } = building;
  const from = log.lines.length;
  log.say(`$ ${toolText(call)}`);
  try {
    return await runTool(call, { signal: run.signal, token: run.token, onLine: log.line });
  } catch (error) {
    if (!(error instanceof Failure) || error.problem.code !== "tool-failed") throw error;
    const why = whyFailed(log.lines.slice(from + 1));
    throw unbuildable(side, { ...why, package: why.package ?? building.only }, log.path, error);
  }
};
