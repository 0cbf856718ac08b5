import { spawnSync } from "node:child_process";
import { CannotMake } from "./problem.mjs";

/** What decides commit ids besides content, or would run something of the user's. */
const settings = {
  "core.autocrlf": "false",
  "core.fileMode": "false",
  "core.hooksPath": "no-hooks",
  "commit.gpgSign": "false",
  "tag.gpgSign": "false",
  "gc.auto": "0",
};

/**
 * Runs git in `folder`, deaf to the user's and the machine's configuration.
 * @param {string} folder
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 * @returns {string} what it printed
 */
export const git = (folder, args, env = {}) => {
  const set = Object.entries(settings).flatMap(([key, value]) => ["-c", `${key}=${value}`]);
  const { error, status, stdout, stderr } = spawnSync("git", [...set, ...args], {
    cwd: folder,
    env: { ...withoutGit(process.env), ...deaf(folder), ...env },
    encoding: "utf8",
    windowsHide: true,
  });
  if (error)
    throw new CannotMake(`git could not be started (${error.message}). Install it and try again.`, 3);
  if (status !== 0) throw new CannotMake(`git ${args.join(" ")} failed in ${folder}:\n${stderr.trim()}`, 3);
  return stdout;
};

/** @param {NodeJS.ProcessEnv} env */
const withoutGit = (env) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith("GIT_")));

/** @param {string} folder */
const deaf = (folder) => ({
  HOME: folder,
  XDG_CONFIG_HOME: folder,
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
  LC_ALL: "C",
});
