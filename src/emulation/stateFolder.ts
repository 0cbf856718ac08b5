import { promises as fs } from "node:fs";
import { join, resolve } from "node:path";
import { stateHome } from "../processes/places";
import type { Platform } from "../processes/platform";
import { errorCode } from "../util/files";
import { machineFailure } from "../util/problem";

/** Where everything of ours lies; shared by editor and command line, overridable by BACKCOMPAT_HOME. */
export interface StateFolder {
  readonly root: string;
  readonly repos: string;
  readonly environments: string;
  /** Those that were fetched, for old interpreters. */
  readonly debuggers: string;
  readonly cache: string;
  readonly locks: string;
  /** Sockets of connections to engines elsewhere. */
  readonly engines: string;
  readonly emulations: string;
  /** Logs of containers that are none of ours, for whom somebody asked. */
  readonly containers: string;
  /** What matrices asked for, and their verdicts so far. */
  readonly matrices: string;
  /** Data that scenarios with a kept state find again. */
  readonly kept: string;
  /** One file per emulation that is not undone yet, naming its host. */
  readonly live: string;
}

type Env = Readonly<Record<string, string | undefined>>;

export const stateFolder = (env: Env, platform?: Platform, home?: string): StateFolder => {
  const given = env["BACKCOMPAT_HOME"];
  const root = given ? resolve(given) : join(stateHome(env, platform, home), "backcompat");
  return {
    root,
    repos: join(root, "repos"),
    environments: join(root, "environments"),
    debuggers: join(root, "debuggers"),
    cache: join(root, "cache"),
    locks: join(root, "locks"),
    engines: join(root, "engines"),
    emulations: join(root, "emulations"),
    containers: join(root, "containers"),
    matrices: join(root, "matrices"),
    kept: join(root, "kept"),
    live: join(root, "live"),
  };
};

export const makeStateFolder = async (state: StateFolder): Promise<void> => {
  await fs.mkdir(state.root, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    if (!["EEXIST", "ENOTDIR"].includes(errorCode(cause) ?? "")) throw cause;
    throw machineFailure(
      "state-folder",
      `The state folder ${state.root} can't be made: a file is in its way`,
      {
        hint: "Move that file, or put the state folder elsewhere by BACKCOMPAT_HOME.",
        cause,
      },
    );
  });
  await Promise.all(Object.values(state).map((folder) => fs.mkdir(folder, { recursive: true, mode: 0o700 })));
};
