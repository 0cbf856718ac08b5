import { promises as fs } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** Where everything of ours lies; shared by editor and command line, overridable by BACKCOMPAT_HOME. */
export interface StateFolder {
  readonly root: string;
  readonly repos: string;
  readonly environments: string;
  readonly cache: string;
  readonly locks: string;
  readonly emulations: string;
  /** One file per emulation that is not undone yet, naming its host. */
  readonly live: string;
}

type Env = Readonly<Record<string, string | undefined>>;

export const stateFolder = (
  env: Env,
  platform: NodeJS.Platform = process.platform,
  home = homedir(),
): StateFolder => {
  const root = env["BACKCOMPAT_HOME"] ?? join(platformState(env, platform, home), "backcompat");
  return {
    root,
    repos: join(root, "repos"),
    environments: join(root, "environments"),
    cache: join(root, "cache"),
    locks: join(root, "locks"),
    emulations: join(root, "emulations"),
    live: join(root, "live"),
  };
};

export const makeStateFolder = async (state: StateFolder): Promise<void> => {
  await fs.mkdir(state.root, { recursive: true, mode: 0o700 });
  await Promise.all(Object.values(state).map((folder) => fs.mkdir(folder, { recursive: true, mode: 0o700 })));
};

const platformState = (env: Env, platform: NodeJS.Platform, home: string): string => {
  if (platform === "win32") return env["LOCALAPPDATA"] ?? join(home, "AppData", "Local");
  if (platform === "darwin") return join(home, "Library", "Application Support");
  return env["XDG_STATE_HOME"] ?? join(home, ".local", "state");
};
