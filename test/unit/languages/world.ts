import type { Environment } from "../../../src/environments/types";
import type { Command, CommandFiles } from "../../../src/languages/command";
import type { AttachArgs, DebuggerWorld, WrapArgs } from "../../../src/languages/types";
import type { RunTool, ToolCall } from "../../../src/processes/types";
import type { DebugSpec } from "../../../src/scenario/settled";
import { problemOf } from "../../../src/util/problem";

export const commandOf = (...argv: readonly string[]): Command => ({
  argv,
  shell: false,
  cwd: "/tree",
  env: { PATH: "/venv/bin:/usr/bin" },
});

/** Files by path and content; a plain name is looked up in the folders of the PATH above. */
export const filesWith = (files: Readonly<Record<string, string>>): CommandFiles => ({
  executable: (name) =>
    (name.includes("/")
      ? [name.startsWith("/") ? name : `/tree/${name.replace(/^\.\//, "")}`]
      : [`/venv/bin/${name}`, `/usr/bin/${name}`]
    ).find((path) => path in files),
  start: async (path) => files[path],
  text: async (path) => files[path],
});

export const specOf = (more: Partial<DebugSpec> = {}): DebugSpec => ({
  language: "python",
  pauseAtStart: false,
  subprocesses: false,
  ...more,
});

export const wrapArgs = (command: Command, more: Partial<WrapArgs> = {}): WrapArgs => ({
  command,
  port: 5678,
  hold: false,
  spec: specOf(),
  trees: ["/tree"],
  scratch: "/scratch",
  ...more,
});

export const attachArgs = (more: Partial<AttachArgs> = {}): AttachArgs => ({
  port: 5678,
  hold: true,
  pid: 42,
  spec: specOf(),
  trees: ["/tree"],
  command: commandOf("/tree/service"),
  ...more,
});

export const environmentWith = (more: Partial<Environment> = {}): Environment => ({
  key: "e",
  kind: "none",
  dir: undefined,
  vars: {},
  path: [],
  log: undefined,
  cached: true,
  ...more,
});

/** Tools as functions of their call; what isn't told of fails. */
export const toolsWith =
  (answer: (call: ToolCall<unknown>) => string | Promise<string> | undefined): RunTool =>
  async (call) => {
    const stdout = await answer(call);
    if (stdout === undefined) throw new Error(`${call.tool} fails`);
    return call.parse({ stdout, stderr: "", exit: 0 });
  };

export const worldWith = (more: Partial<DebuggerWorld> = {}): DebuggerWorld => ({
  shipped: "/dist",
  folder: "/state/debuggers",
  locks: "/state/locks",
  env: { PATH: "" },
  run: toolsWith(() => undefined),
  ...more,
});

/** What it says to the person whose command can't be debugged. */
export const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    const { message, hint, lines = [] } = problemOf(error);
    return [message, ...lines, hint].join("\n");
  }
  throw new Error("it was not refused");
};
