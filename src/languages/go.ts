import { homedir } from "node:os";
import { basename, join } from "node:path";
import { variable, withFolders } from "../processes/variables";
import { machineFailure } from "../util/problem";
import { type Command, cannotWrap, refuseShell, systemFiles } from "./command";
import type { Attachment, DebuggerWorld, Language, WrapArgs } from "./types";

/** Delve starts the program and speaks DAP on the port where it listens. */
export const go: Language = {
  name: "go",
  find: async (environment, world) => {
    const dlv = findDelve(environment.path, world);
    return {
      language: "go",
      wrap: async (args) => ({ argv: delve(dlv, args), env: {} }),
      attach: ({ port, spec }) => attach(port, spec),
      attachRunning: ({ pid, port, spec }) => ({
        attachment: attach(port, spec),
        before: {
          argv: [dlv, "attach", String(pid), ...listening(port), "--continue"],
          env: {},
          ends: false,
        },
      }),
    };
  },
};

const attach = (port: number, spec: WrapArgs["spec"]): Attachment => ({
  adapter: { kind: "port", port },
  request: "attach",
  arguments: { mode: "remote", stopOnEntry: spec.pauseAtStart, ...spec.configuration },
  listens: port,
  entry: spec.pauseAtStart ? "arguments" : undefined,
});

const delve = (dlv: string, { command, port, hold, scratch }: WrapArgs): readonly string[] => {
  refuseShell(command);
  const { verb, options, program, args } = taken(command);
  return [
    dlv,
    verb,
    ...(program === undefined ? [] : [program]),
    ...listening(port),
    ...(hold ? [] : runningOn),
    ...options,
    // Beside the sources, where it would be by itself, it would dirty the tree.
    ...(verb === "exec" ? [] : ["--output", join(scratch, `debugged-${port}`)]),
    ...(args.length === 0 ? [] : ["--", ...args]),
  ];
};

/** An old side may well be built with a Go that this Delve no longer knows: breakpoints mostly work all the same. */
const listening = (port: number): string[] => [
  "--headless",
  `--listen=127.0.0.1:${port}`,
  "--api-version=2",
  "--check-go-version=false",
];

/** Delve then stays when the program has ended, which a held one's must not: its end is the service's. */
const runningOn = ["--accept-multiclient", "--continue"] as const;

interface Taken {
  readonly verb: "exec" | "debug";
  readonly options: readonly string[];
  readonly program: string | undefined;
  readonly args: readonly string[];
}

const taken = (command: Command): Taken => {
  const [first = "", verb = "", ...rest] = command.argv;
  if (basename(first).replace(/\.exe$/i, "") !== "go")
    return { verb: "exec", options: [], program: first, args: command.argv.slice(1) };
  if (verb !== "run")
    throw cannotWrap(command, `\`go ${verb}\` runs no service`, "Write the built program, or `go run`");
  const at = packageAt(rest);
  const program = rest[at];
  if (program === undefined) throw cannotWrap(command, "it names no package", "Add one, such as `go run .`");
  if (program.endsWith(".go") && rest[at + 1]?.endsWith(".go"))
    throw cannotWrap(command, "it names several files", "Name their package, such as `go run .`");
  const flags = rest.slice(0, at);
  const options = flags.length === 0 ? [] : [`--build-flags=${flags.map(quoted).join(" ")}`];
  return { verb: "debug", options, program, args: rest.slice(at + 1) };
};

/** Where the build flags end; those with a value of their own word are these. */
const packageAt = (args: readonly string[]): number => {
  let at = 0;
  while (args[at]?.startsWith("-")) at += valued.has((args[at] ?? "").replace(/^--?/, "")) ? 2 : 1;
  return at;
};

const valued = new Set([
  ...[
    "C",
    "p",
    "asmflags",
    "buildmode",
    "compiler",
    "gccgoflags",
    "gcflags",
    "installsuffix",
    "ldflags",
    "mod",
  ],
  ...["modfile", "overlay", "pgo", "pkgdir", "tags", "toolexec", "exec", "covermode", "coverpkg"],
]);

const quoted = (flag: string): string => (/\s/.test(flag) ? `'${flag}'` : flag);

const findDelve = (path: readonly string[], { env, files = systemFiles }: DebuggerWorld): string => {
  const home = variable(env, "HOME") ?? variable(env, "USERPROFILE") ?? homedir();
  const gobin = variable(env, "GOBIN");
  const places = [...(gobin ? [gobin] : []), join(variable(env, "GOPATH") || join(home, "go"), "bin")];
  const place = { cwd: home, env: withFolders(env, path) };
  const found = ["dlv", ...places.map((folder) => join(folder, "dlv"))]
    .map((name) => files.executable(name, place))
    .find((file) => file !== undefined);
  if (found !== undefined) return found;
  throw machineFailure("no-debugger", "Delve, the debugger for Go, is not on this machine", {
    lines: [`looked on PATH and in ${places.join(", ")}`],
    hint: "Get it with `go install github.com/go-delve/delve/cmd/dlv@latest`.",
  });
};
