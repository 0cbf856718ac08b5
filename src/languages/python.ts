import type { Environment } from "../environments/types";
import { thisPlatform } from "../processes/platform";
import { tracingRights } from "../processes/tracing";
import { withFolders } from "../processes/variables";
import { type CommandFiles, systemFiles } from "./command";
import { askVersion, debugpyFor } from "./debugpy";
import { pythonCommand, worksInSubprocesses } from "./pythonCommand";
import { projectRoots, rulesFor } from "./pythonRules";
import { tracingForbidden } from "./tracingForbidden";
import type {
  AttachArgs,
  Attachment,
  DebuggerWorld,
  Language,
  PathMapping,
  RunningArgs,
  WrapArgs,
  Wrapped,
} from "./types";

/** debugpy runs the command in its own process, so that logs, signals and pids are those of the service. */
export const python: Language = {
  name: "python",
  find: async (environment, world, run) => {
    const version = environment.pythonVersion ?? (await askVersion(environment.python, world, run));
    const own = await debugpyFor(version, world.bring ? undefined : environment.python, world, run);
    const dir = world.bring?.(own) ?? own;
    const files = world.files ?? systemFiles;
    const found = { environment, version, dir, files };
    const caution = tracingForbidden(await tracingRights()) ?? withoutGdb(files, world);
    return {
      language: "python",
      wrap: (args) => wrap(found, args),
      attach,
      attachRunning: (args) => ({
        attachment: { ...attach(args), ...(caution === undefined ? {} : { caution }) },
        before: { ...inject(found, args), ends: true },
      }),
    };
  },
};

interface Found {
  readonly environment: Environment;
  readonly version: string;
  readonly dir: string;
  readonly files: CommandFiles;
}

const wrap = async (found: Found, args: WrapArgs): Promise<Wrapped> => {
  const { command, hold, port, host, spec, trees } = args;
  const taken = await pythonCommand(command, found.environment.python, found.files);
  const subprocesses = spec.subprocesses || worksInSubprocesses(taken);
  return {
    argv: [
      taken.interpreter,
      ...taken.options,
      ...frozenModules(found.version),
      ...debugpy(found.dir, port, host),
      ...(hold ? ["--wait-for-client"] : []),
      "--configure-subProcess",
      String(subprocesses),
      ...taken.program,
    ],
    env: { ...quiet, ...projectRoots(trees, command.cwd) },
  };
};

/** Put into a process that already runs. */
const inject = ({ environment, version, dir }: Found, { pid, port }: RunningArgs): Wrapped => ({
  argv: [
    environment.python ?? "python",
    ...frozenModules(version),
    ...debugpy(dir, port),
    "--pid",
    String(pid),
  ],
  env: quiet,
});

/** By which debugpy does it on Linux. */
const withoutGdb = (files: CommandFiles, { env }: DebuggerWorld): string | undefined =>
  thisPlatform !== "linux" || files.executable("gdb", { cwd: "/", env: withFolders(env, []) }) !== undefined
    ? undefined
    : "A debugger gets into a Python that already runs by gdb, which is not on PATH: install it, or start the service under the debugger.";

type Where = Pick<AttachArgs, "port" | "spec" | "trees" | "mappings">;

const attach = ({ port, spec, trees, mappings }: Where): Attachment => ({
  adapter: { kind: "port", port },
  request: "attach",
  arguments: {
    justMyCode: true,
    rules: rulesFor(mappings?.map(({ there }) => there) ?? trees),
    ...(mappings && { pathMappings: mappings.map(pathMapping) }),
    // The service's own output is captured as it is.
    redirectOutput: false,
    showReturnValue: true,
    ...spec.configuration,
  },
  listens: port,
  entry: spec.pauseAtStart ? "pause" : undefined,
});

const pathMapping = ({ here, there }: PathMapping) => ({ localRoot: here, remoteRoot: there });

/** As a folder and not as a module: nothing is added to the module path of the debuggee. */
const debugpy = (dir: string, port: number, host = "127.0.0.1"): string[] => [
  `${dir}/debugpy`,
  "--listen",
  `${host}:${port}`,
];

/** Without frozen modules in sight debugpy would still warn of them, once per start. */
const quiet = { PYDEVD_DISABLE_FILE_VALIDATION: "1" } as const;

/** From 3.11 on the standard library is frozen, and debugpy complains that it can't stop there. */
const frozenModules = (version: string): string[] => {
  const [major = 3, minor = 0] = version.split(".").map(Number);
  return major > 3 || (major === 3 && minor >= 11) ? ["-Xfrozen_modules=off"] : [];
};
