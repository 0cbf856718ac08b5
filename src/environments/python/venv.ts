import { promises as fs } from "node:fs";
import { basename, dirname, join } from "node:path";
import { type Platform, thisPlatform } from "../../processes/platform";
import type { ToolCall } from "../../processes/types";
import type { Built } from "../store/useOrBuild";
import type { Interpreter } from "./probe";

type Made = Built["environment"];

/** The standard library's way; pip is only put in where it is needed, as that takes seconds. */
export const makeVenv = (python: string, at: string, pip: boolean): ToolCall<void> => ({
  tool: python,
  args: ["-m", "venv", ...(pip ? [] : ["--without-pip"]), at],
  parse: () => undefined,
});

export const inVenv = (folder: string, venv: string, { version }: Interpreter): Made => ({
  kind: "python",
  vars: { VIRTUAL_ENV: venv, ...bytecode(folder, version) },
  path: [binFolder(venv)],
  python: pythonIn(venv),
  pythonVersion: version,
  modules: sitePackages(venv, version),
});

/** An interpreter or a venv that somebody else looks after. */
export const asItIs = async (folder: string, interpreter: Interpreter): Promise<Made> => {
  const { path, version, prefix, basePrefix } = interpreter;
  const venv = prefix !== basePrefix;
  return {
    kind: "python",
    vars: { ...(venv ? { VIRTUAL_ENV: prefix } : {}), ...bytecode(folder, version) },
    path: [
      ...(venv || thisPlatform === "win32" ? [] : [await linked(folder, path)]),
      ...programFolders({ path, prefix }),
    ],
    python: path,
    pythonVersion: version,
    modules: sitePackages(prefix, version),
  };
};

/** Outside of a venv, Windows has the programs of packages beside the interpreter's folder. */
export const programFolders = (
  { path, prefix }: Pick<Interpreter, "path" | "prefix">,
  platform: Platform = thisPlatform,
): string[] => [...new Set([dirname(path), ...(platform === "win32" ? [binFolder(prefix, platform)] : [])])];

/**
 * An interpreter may be called otherwise than `python`, and its folder hold another that is. A link to a venv's
 * would lose the venv; on Windows the name is always the same.
 */
const linked = async (folder: string, path: string): Promise<string> => {
  const bin = join(folder, "bin");
  await fs.mkdir(bin);
  const names = new Set(["python", "python3", basename(path)]);
  for (const name of names) await fs.symlink(path, join(bin, name));
  return bin;
};

/** Trees are shared and the workspace is the user's: no `__pycache__` in them. */
const bytecode = (folder: string, version: string): Record<string, string> => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 3 || (major === 3 && minor >= 8)
    ? { PYTHONPYCACHEPREFIX: join(folder, "pycache") }
    : { PYTHONDONTWRITEBYTECODE: "1" };
};

/** Where the programs of a venv lie. */
export const binFolder = (venv: string, platform: Platform = thisPlatform): string =>
  join(venv, platform === "win32" ? "Scripts" : "bin");

export const pythonIn = (venv: string, platform: Platform = thisPlatform): string =>
  join(binFolder(venv, platform), platform === "win32" ? "python.exe" : "python");

/** Where packages go. */
export const sitePackages = (venv: string, version: string, platform: Platform = thisPlatform): string => {
  if (platform === "win32") return join(venv, "Lib", "site-packages");
  return join(venv, "lib", `python${version.split(".").slice(0, 2).join(".")}`, "site-packages");
};
