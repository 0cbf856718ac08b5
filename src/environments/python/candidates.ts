import { promises as fs } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { type Platform, thisPlatform } from "../../processes/platform";
import { findExecutable, pathFolders } from "../../processes/which";
import { readIfThere } from "../../util/files";
import type { EnvironmentWorld } from "../world";

/** A file that may be an interpreter, and what its name says of its version. */
export interface Candidate {
  readonly path: string;
  /** `3.8.18` of a version folder, `3.8` of `python3.8`; undefined where the name doesn't tell. */
  readonly hint: string | undefined;
}

type Place = Pick<EnvironmentWorld, "env" | "home" | "selectedPython">;

/** In the order in which they are preferred; what stands behind a shim is listed itself, shims are not. */
export async function* pythonCandidates(
  place: Place,
  platform: Platform = thisPlatform,
): AsyncGenerator<Candidate> {
  if (place.selectedPython !== undefined) yield* inVersionFolder(place.selectedPython, undefined, platform);
  const [pyenv, ...others] = versionFolders(place, platform);
  if (pyenv) yield* versionsIn(pyenv, platform, await pyenvGlobal(pyenv));
  for (const folder of others.slice(0, 1)) yield* versionsIn(folder, platform);
  yield* onPath(place, platform);
  for (const folder of others.slice(1)) yield* versionsIn(folder, platform);
}

/** An interpreter's file, or the folder of a venv or an installation. */
export async function* inVersionFolder(
  path: string,
  hint: string | undefined,
  platform: Platform = thisPlatform,
): AsyncGenerator<Candidate> {
  const stat = await statIfThere(path);
  if (stat?.isFile()) yield { path, hint };
  if (!stat?.isDirectory()) return;
  for (const name of interpreterNames(platform)) {
    const file = join(path, name);
    if ((await statIfThere(file))?.isFile()) {
      yield { path: file, hint };
      return;
    }
  }
}

const interpreterNames = (platform: Platform): readonly string[] =>
  platform === "win32"
    ? ["python.exe", join("Scripts", "python.exe")]
    : [join("bin", "python3"), join("bin", "python2.7"), join("bin", "python")];

/** pyenv's first, uv's second; the others come after PATH. */
const versionFolders = ({ env, home = homedir() }: Place, platform: Platform): string[] => {
  const data = env["XDG_DATA_HOME"] ?? join(home, ".local", "share");
  const roaming = env["APPDATA"] ?? join(home, "AppData", "Roaming");
  const pyenvRoot =
    env["PYENV_ROOT"] ?? (platform === "win32" ? join(home, ".pyenv", "pyenv-win") : join(home, ".pyenv"));
  const uv = platform === "win32" ? join(roaming, "uv", "data", "python") : join(data, "uv", "python");
  return [
    join(pyenvRoot, "versions"),
    env["UV_PYTHON_INSTALL_DIR"] ?? uv,
    join(env["ASDF_DATA_DIR"] ?? join(home, ".asdf"), "installs", "python"),
    join(env["MISE_DATA_DIR"] ?? join(data, "mise"), "installs", "python"),
    ...(platform === "darwin" ? frameworks : []),
    ...(platform === "win32" ? [join(env["LOCALAPPDATA"] ?? roaming, "Programs", "Python")] : []),
    ...condaFolders(env, home).flatMap((conda) => [join(conda, "envs"), conda]),
  ];
};

const frameworks = [
  "/Library/Frameworks/Python.framework/Versions",
  "/opt/homebrew/opt",
  "/usr/local/opt",
] as const;

const condaFolders = (env: Place["env"], home: string): string[] => [
  ...(env["CONDA_EXE"] ? [join(env["CONDA_EXE"], "..", "..")] : []),
  ...["miniconda3", "anaconda3", "miniforge3", "mambaforge"].map((name) => join(home, name)),
];

async function* versionsIn(
  folder: string,
  platform: Platform,
  first: readonly string[] = [],
): AsyncGenerator<Candidate> {
  const names = (await namesIn(folder)).sort(newestFirst(first));
  for (const name of names) yield* inVersionFolder(join(folder, name), versionIn(name), platform);
}

/** What `pyenv global` names, which is what the user's own `python` runs. */
const pyenvGlobal = async (versions: string): Promise<string[]> =>
  ((await readIfThere(join(versions, "..", "version")))?.toString("utf8") ?? "")
    .split(/\s+/)
    .filter((word) => word !== "");

const newestFirst =
  (first: readonly string[]) =>
  (one: string, other: string): number =>
    rank(first, one) - rank(first, other) || compareNames(other, one);

const rank = (first: readonly string[], name: string): number => {
  const at = first.indexOf(name);
  return at < 0 ? first.length + (/^(cpython-)?\d+(\.\d+)*(-|$)/.test(name) ? 0 : 1) : at;
};

const compareNames = (one: string, other: string): number =>
  one.localeCompare(other, "en", { numeric: true });

/** `3.8.18`, `cpython-3.12.1-linux-x86_64-gnu`, `python@3.11`, `Python311`. */
export const versionIn = (name: string): string | undefined => {
  const dotted = /^(?:cpython-|python@?)?(\d+\.\d+(?:\.\d+)?)(?![\w.])/i.exec(name)?.[1];
  const short = /^Python(\d)(\d+)(?:-\d+)?$/.exec(name);
  return dotted ?? (short ? `${short[1]}.${short[2]}` : undefined);
};

async function* onPath({ env }: Place, platform: Platform): AsyncGenerator<Candidate> {
  for (const folder of pathFolders(env)) {
    if (basename(folder) === "shims" || basename(folder) === "WindowsApps") continue;
    const here = { PATH: folder, PATHEXT: ".EXE" };
    for (const name of pythonNames(await namesIn(folder))) {
      const path = findExecutable(name, here, folder, platform);
      if (path !== undefined) yield { path, hint: /^python(\d\.\d+)$/.exec(name)?.[1] };
    }
  }
}

/** `python3` is what people mean; then the newest. */
const pythonNames = (names: readonly string[]): string[] => {
  const plain = new Set(names.map((name) => name.replace(/\.exe$/i, "")));
  const numbered = [...plain]
    .filter((name) => /^python\d\.\d+$/.test(name))
    .sort((a, b) => compareNames(b, a));
  return [...["python3", "python"].filter((name) => plain.has(name)), ...numbered];
};

const namesIn = async (folder: string): Promise<string[]> => fs.readdir(folder).catch(() => []);

const statIfThere = async (path: string) => fs.stat(path).catch(() => undefined);
