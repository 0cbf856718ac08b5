import { statSync } from "node:fs";
import type { SimpleGitOptions } from "simple-git";
import { thisPlatform } from "./platform";
import { unlessGone } from "./procfs";
import { cannotStart } from "./startFailure";
import { stopTree } from "./stopping";
import {
  callVariable,
  endedBySignal,
  interruptible,
  lineListener,
  type PreparedCall,
  toolGraceMs,
} from "./toolCall";
import type { ToolOutput } from "./types";
import { findExecutable } from "./which";

/** Runs git through simple-git, told to trust us: arguments come from our rooms, the environment is cleaned. */
export const runGit = async (call: PreparedCall): Promise<ToolOutput> => {
  if (!unlessGone(() => statSync(call.cwd))?.isDirectory()) throw cannotStart(call, undefined);
  const { simpleGit } = await import("simple-git");
  let output: ToolOutput | undefined;
  const git = simpleGit({
    ...optionsOf(call),
    // Called for each end, good or bad: this is where exit code and stderr are to be had.
    errors: (_, { exitCode, stdOut, stdErr }) => {
      output = { stdout: text(stdOut), stderr: text(stdErr), exit: exitOf(exitCode) };
      return undefined;
    },
  });
  git.env({ ...call.env }).outputHandler((_, stdout, stderr) => {
    listen(call, "stdout", stdout);
    listen(call, "stderr", stderr);
    // simple-git gives a command that said nothing 50 ms more to do so; exit codes often are all we ask for.
    process.nextTick(() => stdout.emit("data", Buffer.alloc(0)));
  });
  const work = git.raw(call.argv.slice(1));
  await interruptible(call.title, call.run.signal, work, () => stopCall(call));
  if (!output) throw cannotStart(call, new Error("git ended without a result"));
  return output;
};

const optionsOf = (call: PreparedCall): Partial<SimpleGitOptions> => ({
  baseDir: call.cwd,
  binary: commandFor(call.env),
  unsafe,
  allowEnvironment: Object.keys(call.env),
  trimmed: false,
  completion: { onClose: true, onExit: 250 },
  ...(call.input !== undefined && { input: () => call.input }),
  ...(thisPlatform === "win32" && call.run.signal && { abort: call.run.signal }),
});

/** simple-git starts children in our group, where a Ctrl-C meant for us would cut an undo short. */
const commandFor = (env: PreparedCall["env"]): [string] | [string, string] =>
  thisPlatform === "linux" && findExecutable("setsid", env) ? ["setsid", "git"] : ["git"];

const unsafe = {
  allowAbbreviatedOptions: true,
  allowUnsafeAlias: true,
  allowUnsafeAskPass: true,
  allowUnsafeCommandBinaries: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeCustomBinary: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeEditor: true,
  allowUnsafeExec: true,
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafeInclude: true,
  allowUnsafeMergeDriver: true,
  allowUnsafePack: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeSubmodule: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeUrlRewrite: true,
} as const satisfies Required<NonNullable<SimpleGitOptions["unsafe"]>>;

const listen = (call: PreparedCall, name: "stdout" | "stderr", stream: NodeJS.ReadableStream): void => {
  const lines = lineListener(name, call.run.onLine);
  if (!lines) return;
  stream.on("data", (chunk: Buffer) => lines.push(chunk));
  stream.once("close", () => lines.end());
};

const stopCall = (call: PreparedCall): Promise<unknown> =>
  stopTree({ roots: [], token: call.token, variable: callVariable, graceMs: toolGraceMs });

const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString();

/** Null, whatever its type says, where a signal ended git. */
const exitOf = (code: number | null): number => code ?? endedBySignal;
