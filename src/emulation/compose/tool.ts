import type { Engine } from "../../containers/engine";
import type { RunTool, ToolCall, ToolRun } from "../../processes/types";
import { findExecutable } from "../../processes/which";
import { Failure, machineFailure } from "../../util/problem";

/** Compose as it is here: a plugin of `docker`, or the older program of its own. */
export interface Compose {
  readonly version: string;
  call(args: readonly string[], run: ToolRun & CallOptions): Promise<string>;
}

export interface CallOptions {
  readonly cwd?: string;
  /** What the compose file's variables are filled with. */
  readonly env?: Readonly<Record<string, string>>;
}

export const findCompose = async (
  engine: Engine,
  runTool: RunTool,
  env: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<Compose> => {
  for (const [tool, ...first] of [["docker", "compose"], ["docker-compose"]] as const) {
    if (findExecutable(tool, env) === undefined) continue;
    const version = await versionOf(runTool, tool, first, signal);
    if (version === undefined) continue;
    return { version, call: caller(engine, runTool, tool, first) };
  }
  throw machineFailure("no-compose", "Neither `docker compose` nor `docker-compose` is on this machine", {
    hint: "Install the Compose plugin: https://docs.docker.com/compose/install/ (on Debian: apt install docker-compose).",
  });
};

const versionOf = async (
  runTool: RunTool,
  tool: string,
  first: readonly string[],
  signal: AbortSignal,
): Promise<string | undefined> => {
  const parse: ToolCall<string>["parse"] = ({ stdout }) => stdout.trim();
  try {
    return await runTool({ tool, args: [...first, "version", "--short"], parse }, { signal });
  } catch (error) {
    // `docker` without the plugin takes it for a wrong command.
    if (error instanceof Failure && error.problem.code === "tool-failed") return undefined;
    throw error;
  }
};

const caller =
  (engine: Engine, runTool: RunTool, tool: string, first: readonly string[]): Compose["call"] =>
  (args, { cwd, env = {}, ...run }) =>
    runTool(
      {
        tool,
        args: [...first, ...args],
        ...(cwd === undefined ? {} : { cwd }),
        env: { ...env, ...towards(engine), COMPOSE_IGNORE_ORPHANS: "true" },
        parse: ({ stdout }) => stdout,
      },
      run,
    );

/** As this process reaches it: an engine behind ssh has a socket here. */
const towards = ({ endpoint }: Engine): Record<string, string> => {
  if (endpoint.kind === "socket") return { DOCKER_HOST: `unix://${endpoint.path}`, DOCKER_CONTEXT: "" };
  const folder = endpoint.tls?.ca.replace(/[\\/][^\\/]*$/, "");
  return {
    DOCKER_HOST: `tcp://${endpoint.host}:${endpoint.port}`,
    ...(folder === undefined ? {} : { DOCKER_CERT_PATH: folder, DOCKER_TLS_VERIFY: "1" }),
  };
};
