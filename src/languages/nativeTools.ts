import { join } from "node:path";
import { thisPlatform } from "../processes/platform";
import type { ToolRun } from "../processes/types";
import { withFolders } from "../processes/variables";
import { Failure, machineFailure } from "../util/problem";
import { systemFiles } from "./command";
import type { DebuggerWorld } from "./types";
import { unheard } from "./unheard";

export interface NativeTools {
  readonly adapter: { readonly kind: "lldb" | "gdb"; readonly argv: readonly string[] };
  readonly server:
    | { readonly kind: "lldb-server" | "debugserver" | "gdbserver"; readonly path: string }
    | undefined;
}

/** An adapter and the server of its own family: across families breakpoints are missed. */
export const findNative = async (
  path: readonly string[],
  world: DebuggerWorld,
  run: ToolRun,
): Promise<NativeTools> => {
  const find = finder(path, world);
  const lldb = newest(["lldb-dap", "lldb-vscode"], find);
  const gdb = await gdbWithDap(find("gdb"), world, run);
  const lldbServer = serverOf(lldb, find);
  const gdbServer = find("gdbserver");
  const withGdb = gdb !== undefined && gdbServer !== undefined;
  if (lldb !== undefined && (lldbServer !== undefined || !withGdb))
    return { adapter: { kind: "lldb", argv: [lldb] }, server: lldbServer };
  if (gdb !== undefined)
    return {
      adapter: { kind: "gdb", argv: [gdb, "--quiet", "--interpreter=dap"] },
      server: gdbServer === undefined ? undefined : { kind: "gdbserver", path: gdbServer },
    };
  throw machineFailure("no-debugger", "No debugger for native programs is on this machine", {
    lines: ["looked for lldb-dap, lldb-vscode and gdb 14 or later"],
    hint: "Install LLDB (Debian and Ubuntu: `sudo apt install lldb`; macOS: `xcode-select --install`).",
  });
};

export const howToGetServer =
  "Install lldb-server (Debian and Ubuntu: `sudo apt install lldb`) for LLDB, or gdbserver for gdb 14 and later.";

type Find = (name: string) => string | undefined;

const finder = (path: readonly string[], { env, files = systemFiles }: DebuggerWorld): Find => {
  const place = { cwd: "/", env: withFolders(env, path) };
  return (name) =>
    [name, ...elsewhere.map((folder) => join(folder, name))]
      .map((file) => files.executable(file, place))
      .find((file) => file !== undefined);
};

const tools = "/Library/Developer/CommandLineTools";
const xcode = "/Applications/Xcode.app/Contents";
const framework = "LLDB.framework/Versions/A/Resources";

/** Where macOS keeps what is not on PATH. */
const elsewhere =
  thisPlatform === "darwin"
    ? [
        join(tools, "usr", "bin"),
        join(xcode, "Developer", "usr", "bin"),
        join(tools, "Library", "PrivateFrameworks", framework),
        join(xcode, "SharedFrameworks", framework),
        "/opt/homebrew/opt/llvm/bin",
        "/usr/local/opt/llvm/bin",
      ]
    : [];

/** Distributions add the version to the name. */
const versions = Array.from({ length: 20 }, (_, index) => 30 - index);

const newest = (names: readonly string[], find: Find): string | undefined => {
  for (const suffix of ["", ...versions.map((version) => `-${version}`)])
    for (const name of names) {
      const file = find(name + suffix);
      if (file !== undefined) return file;
    }
  return undefined;
};

/** Of the same version where there is one. */
const serverOf = (adapter: string | undefined, find: Find): NativeTools["server"] => {
  if (adapter === undefined) return undefined;
  const suffix = /-\d+$/.exec(adapter)?.[0] ?? "";
  const server = find(`lldb-server${suffix}`) ?? newest(["lldb-server"], find);
  if (server !== undefined) return { kind: "lldb-server", path: server };
  const debugserver = find("debugserver");
  return debugserver === undefined ? undefined : { kind: "debugserver", path: debugserver };
};

const gdbWithDap = async (
  gdb: string | undefined,
  world: DebuggerWorld,
  run: ToolRun,
): Promise<string | undefined> => {
  if (gdb === undefined) return undefined;
  try {
    const major = await world.run(
      { tool: gdb, args: ["--version"], parse: ({ stdout }) => gdbVersion(stdout) },
      unheard(run),
    );
    return major >= 14 ? gdb : undefined;
  } catch (error) {
    if (run.signal?.aborted || !(error instanceof Failure)) throw error;
    return undefined;
  }
};

/** `GNU gdb (Debian 13.1-3) 13.1`: the last word of the first line. */
export const gdbVersion = (text: string): number =>
  Number(/(\d+)\.[\d.]*\S*\s*$/.exec(text.split("\n")[0] ?? "")?.[1] ?? 0);
