import { tracingRights } from "../processes/tracing";
import { machineFailure } from "../util/problem";
import { type Command, type CommandFiles, cannotWrap, refuseShell, systemFiles } from "./command";
import { findNative, howToGetServer, type NativeTools } from "./nativeTools";
import { tracingForbidden } from "./tracingForbidden";
import type { AttachArgs, Attachment, Language, WrapArgs } from "./types";

/**
 * Started under a debugger's server, a program is held from its first instruction, and as the server is its parent no
 * permission to trace is needed. What isn't to be held runs as it is, and is attached to by its pid.
 */
export const native: Language = {
  name: "native",
  find: async (environment, world, run) => {
    const files = world.files ?? systemFiles;
    const tools = await findNative(environment.path, world, run);
    const caution = tracingForbidden(await tracingRights());
    return {
      language: "native",
      wrap: async (args) => ({ argv: await underServer(tools, args, files), env: {} }),
      attach: (args) =>
        args.hold ? atServer(tools, args, files) : byPid(tools, args.pid, args.spec, caution),
      attachRunning: ({ pid, spec }) => ({ attachment: byPid(tools, pid, spec, caution) }),
    };
  },
};

const underServer = async (
  { server }: NativeTools,
  { command, hold, port }: WrapArgs,
  files: CommandFiles,
): Promise<readonly string[]> => {
  refuseShell(command);
  if (!hold) return command.argv;
  const program = programOf(command, files);
  if ((await files.start(program))?.startsWith("#!"))
    throw cannotWrap(command, `${program} is a script`, "Write the program that it runs in the end");
  if (server === undefined)
    throw machineFailure("no-debugger", "Nothing here can start a native program under a debugger", {
      hint: howToGetServer,
    });
  const rest = command.argv.slice(1);
  const at = `127.0.0.1:${port}`;
  switch (server.kind) {
    case "lldb-server":
      return [server.path, "gdbserver", at, "--", program, ...rest];
    case "debugserver":
      return [server.path, at, program, ...rest];
    case "gdbserver":
      return [server.path, "--once", "--no-startup-with-shell", at, program, ...rest];
  }
};

const atServer = (tools: NativeTools, args: AttachArgs, files: CommandFiles): Attachment => {
  const { port, spec } = args;
  const program = programOf(args.command, files);
  const lldb = tools.adapter.kind === "lldb";
  return {
    adapter: { kind: "program", argv: tools.adapter.argv },
    request: "attach",
    arguments: {
      program,
      ...(lldb
        ? { attachCommands: [`gdb-remote 127.0.0.1:${port}`], stopOnEntry: spec.pauseAtStart }
        : { target: `127.0.0.1:${port}` }),
      ...spec.configuration,
    },
    listens: port,
    entry: spec.pauseAtStart ? "arguments" : undefined,
    startsStopped: lldb,
    output: lldb ? "adapter" : "process",
  };
};

const byPid = (
  tools: NativeTools,
  pid: number,
  spec: AttachArgs["spec"],
  caution: string | undefined,
): Attachment => ({
  adapter: { kind: "program", argv: tools.adapter.argv },
  request: "attach",
  arguments: { pid, ...(tools.adapter.kind === "lldb" ? { stopOnEntry: false } : {}), ...spec.configuration },
  listens: undefined,
  entry: undefined,
  output: "process",
  ...(caution === undefined ? {} : { caution }),
});

const programOf = (command: Command, files: CommandFiles): string => {
  const [first = ""] = command.argv;
  const found = files.executable(first, command);
  if (found === undefined) throw cannotWrap(command, `${first} is not there`, "Correct its name");
  return found;
};
