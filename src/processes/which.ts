import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { nearest } from "../util/text";
import { type Platform, thisPlatform } from "./platform";
import { unlessGone } from "./procfs";
import { nameIn, pathSeparator, type Variables, variable } from "./variables";

/** The file that running `name` would start, or undefined. A name with a slash is looked up from `cwd`. */
export const findExecutable = (
  name: string,
  env: Variables = process.env,
  cwd: string = process.cwd(),
  platform: Platform = thisPlatform,
): string | undefined => {
  const folders =
    /[/\\]/.test(name) && (platform === "win32" || name.includes("/")) ? [""] : pathFolders(env, platform);
  for (const folder of folders)
    for (const ending of endings(name, env, platform)) {
      const file = resolve(cwd, join(folder, name + ending));
      if (isExecutable(file, platform)) return file;
    }
  return undefined;
};

/** What was probably meant by a name that is not on PATH. */
export const nearestOnPath = (name: string, env: Variables): string | undefined => {
  const names = new Set(pathFolders(env).flatMap((folder) => unlessGone(() => readdirSync(folder)) ?? []));
  return nearest(
    name,
    [...names].filter((other) => Math.abs(other.length - name.length) <= 3),
  );
};

/** As the environment spells it. */
export const pathVariable = (env: Variables, platform: Platform = thisPlatform): string =>
  nameIn(env, "PATH", platform);

/** Windows' may stand in quotes. */
export const pathFolders = (env: Variables, platform: Platform = thisPlatform): string[] =>
  (variable(env, "PATH", platform) ?? "")
    .split(pathSeparator(platform))
    .map((folder) => (platform === "win32" ? folder.replace(/^"(.*)"$/, "$1") : folder))
    .filter((folder) => folder !== "");

const endings = (name: string, env: Variables, platform: Platform): string[] => {
  if (platform !== "win32") return [""];
  const known = (variable(env, "PATHEXT", platform) ?? ".COM;.EXE;.BAT;.CMD")
    .split(";")
    .filter((ending) => ending !== "");
  return known.some((ending) => name.toLowerCase().endsWith(ending.toLowerCase())) ? [""] : known;
};

/** Most folders of PATH don't have it: looking there must not cost an exception each. */
const isExecutable = (file: string, platform: Platform): boolean =>
  unlessGone(() => {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false;
    accessSync(file, platform === "win32" ? constants.F_OK : constants.X_OK);
    return true;
  }) ?? false;
