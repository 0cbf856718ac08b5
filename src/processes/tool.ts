import { interrupted, machineFailure } from "../util/problem";
import { toolEnvironment } from "./environment";
import { runGit } from "./git";
import { maskUrls } from "./masking";
import { runPlainly } from "./plainTool";
import { asTyped } from "./quoting";
import { newRunToken, tokenVariable } from "./tokens";
import { callVariable, endedBySignal, type PreparedCall } from "./toolCall";
import { toolMissing } from "./toolMissing";
import type { RunTool, ToolCall, ToolOutput } from "./types";
import { mergeVariables } from "./variables";
import { findExecutable } from "./which";

/** The one place where external tools are run. */
export const runTool: RunTool = async (call, run = {}) => {
  if (run.signal?.aborted) throw interrupted(toolText(call));
  const env = mergeVariables([toolEnvironment().env, call.env ?? {}]);
  if (!findExecutable(call.tool, env, call.cwd)) throw toolMissing(call.tool, env);
  const token = newRunToken();
  const prepared: PreparedCall = {
    title: toolText(call),
    argv: [call.tool, ...call.args],
    cwd: call.cwd ?? process.cwd(),
    env: { ...env, [callVariable]: token, ...(run.token && { [tokenVariable]: run.token }) },
    input: call.input,
    token,
    run,
  };
  const output = await (call.tool === "git" ? runGit(prepared) : runPlainly(prepared));
  if (!(call.accept ?? [0]).includes(output.exit)) throw toolFailed(call, output);
  return call.parse(output);
};

/** As one would type it, but without passwords. */
export const toolText = (call: Pick<ToolCall<unknown>, "tool" | "args">): string =>
  asTyped([call.tool, ...call.args.map(maskUrls)]);

const linesShown = 20;

const toolFailed = (call: Pick<ToolCall<unknown>, "tool" | "args" | "cwd">, output: ToolOutput): Error => {
  const where = call.cwd === undefined ? "" : ` in ${call.cwd}`;
  const how =
    output.exit === endedBySignal ? "was ended by a signal" : `failed with exit code ${output.exit}`;
  const lines = lastLines(output.stderr.trim() === "" ? output.stdout : output.stderr);
  return machineFailure("tool-failed", `\`${toolText(call)}\`${where} ${how}`, { lines });
};

const lastLines = (text: string): string[] =>
  text
    .slice(-100_000)
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== "")
    .slice(-linesShown)
    .map(maskUrls);
