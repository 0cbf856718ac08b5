import { join, resolve } from "node:path";
import { type Platform, thisPlatform } from "./platform";
import { tokenVariable } from "./tokens";
import { callVariable } from "./toolCall";
import { mergeVariables, pathSeparator, type Variables, variable } from "./variables";
import { pathFolders, pathVariable } from "./which";

export interface CleanEnvironment {
  readonly env: Readonly<Record<string, string>>;
  /** What was left out, so that a plan can show it: names, and folders of PATH as `PATH: folder`. */
  readonly removed: readonly string[];
}

/** The user's environment less what would leak one side, an active environment or the editor into a service. */
export const serviceEnvironment = (
  user: Variables = process.env,
  platform: Platform = thisPlatform,
): CleanEnvironment => without(user, platform, (name) => leaks.test(name));

/** For our own calls of tools: what makes fetching and installing work for the user stays. */
export const toolEnvironment = (
  user: Variables = process.env,
  platform: Platform = thisPlatform,
): CleanEnvironment => {
  const { env, removed } = without(user, platform, (name) => leaks.test(name) && !toolsNeed.test(name));
  return { env: mergeVariables([env, quietTools], platform), removed };
};

/** Never a prompt nobody sees; no refreshed index in the user's `.git`. */
const quietTools = { GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" } as const;

const startingWith = [
  "CONDA_",
  "_CONDA_",
  "_CE_",
  "PYTHON",
  "PYENV_VERSION",
  "PYENV_VIRTUAL_ENV",
  "DEBUGPY_",
  "PYDEVD_",
  "GIT_",
  "VSCODE_",
  "ELECTRON_",
  "npm_",
];

const exactly = [
  "VIRTUAL_ENV",
  "VIRTUAL_ENV_PROMPT",
  "PIPENV_ACTIVE",
  "POETRY_ACTIVE",
  "__PYVENV_LAUNCHER__",
  "BUNDLED_DEBUGPY_PATH",
  "UV_PROJECT_ENVIRONMENT",
  "NODE_OPTIONS",
  "NODE_PATH",
  "NODE_CHANNEL_FD",
  "NODE_CHANNEL_SERIALIZATION_MODE",
  "NODE_UNIQUE_ID",
  "NODE_INSPECT_RESUME_ON_START",
  "INIT_CWD",
  "CHROME_DESKTOP",
  tokenVariable,
  callVariable,
];

const leaks = new RegExp(`^(?:(?:${startingWith.join("|")}).*|${exactly.join("|")})$`);

/** VS Code answers git's question for a password through its own variables. */
const toolsNeed =
  /^(?:GIT_(?:SSL_|SSH|ASKPASS$|PROXY_|HTTP_|CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_|VALUE_)).*|GIT_ASKPASS|VSCODE_GIT_.*|npm_config_(?!local_prefix$).*)$/;

const without = (
  user: Variables,
  platform: Platform,
  leaves: (name: string) => boolean,
): CleanEnvironment => {
  const env: Record<string, string> = {};
  const removed: string[] = [];
  for (const [name, value] of Object.entries(user)) {
    if (value === undefined) continue;
    if (leaves(name) || (platform === "win32" && leaves(name.toUpperCase()))) removed.push(name);
    else env[name] = value;
  }
  const dropped = dropActiveFolders(env, user, platform);
  return { env, removed: [...removed.sort(), ...dropped.map((folder) => `PATH: ${folder}`)] };
};

const dropActiveFolders = (env: Record<string, string>, user: Variables, platform: Platform): string[] => {
  const active = variable(user, "VIRTUAL_ENV", platform);
  if (active === undefined || active === "") return [];
  const same = (folder: string): string =>
    platform === "win32" ? resolve(folder.replaceAll("\\", "/")).toLowerCase() : resolve(folder);
  const binaries = new Set([same(join(active, "bin")), same(join(active, "Scripts"))]);
  const dropped = pathFolders(env, platform).filter((folder) => binaries.has(same(folder)));
  if (dropped.length > 0)
    env[pathVariable(env, platform)] = pathFolders(env, platform)
      .filter((folder) => !dropped.includes(folder))
      .join(pathSeparator(platform));
  return dropped;
};
