import { promises as fs } from "node:fs";
import { join } from "node:path";
import { type Platform, thisPlatform } from "../../processes/platform";
import { shellQuote } from "../../util/text";
import type { Environment } from "../types";

type Launched = Pick<Environment, "vars" | "path">;

/** A file that runs its arguments in the environment, for servers that a client starts itself. */
export const writeLauncher = async (folder: string, environment: Launched): Promise<string> => {
  const file = join(folder, thisPlatform === "win32" ? "exec.cmd" : "exec");
  await fs.writeFile(file, launcherText(environment, thisPlatform), { mode: 0o700 });
  return file;
};

export const launcherText = ({ vars, path }: Launched, platform: Platform): string =>
  platform === "win32" ? batch(vars, path) : shell(vars, path);

const shell = (vars: Launched["vars"], path: Launched["path"]): string =>
  [
    "#!/bin/sh",
    ...Object.entries(vars).map(([name, value]) => `export ${name}=${shellQuote([value])}`),
    ...(path.length === 0 ? [] : [`export PATH=${shellQuote([path.join(":")])}"\${PATH:+:$PATH}"`]),
    'exec "$@"',
    "",
  ].join("\n");

const batch = (vars: Launched["vars"], path: Launched["path"]): string =>
  [
    "@echo off",
    ...Object.entries(vars).map(([name, value]) => `set "${name}=${percents(value)}"`),
    ...(path.length === 0 ? [] : [`set "PATH=${percents(path.join(";"))};%PATH%"`]),
    "%*",
    "",
  ].join("\r\n");

const percents = (value: string): string => value.replaceAll("%", "%%");
