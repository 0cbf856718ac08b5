import { promises as fs } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { type Platform, thisPlatform } from "../../processes/platform";
import { findExecutable, pathFolders } from "../../processes/which";
import type { EnvironmentWorld } from "../world";

type Place = Pick<EnvironmentWorld, "env" | "home">;

export interface NodeCandidate {
  readonly path: string;
  /** Of the folder it lies in, where that tells. */
  readonly hint: string | undefined;
}

/** The user's own first, then what version managers keep, newest first. */
export async function* nodeCandidates(
  place: Place,
  platform: Platform = thisPlatform,
): AsyncGenerator<NodeCandidate> {
  for (const folder of pathFolders(place.env)) {
    const path = findExecutable("node", { PATH: folder, PATHEXT: ".EXE" }, folder, platform);
    if (path !== undefined && !(await isShim(path))) yield { path, hint: undefined };
  }
  const inside = platform === "win32" ? ["node.exe"] : [join("bin", "node")];
  for (const { folder, within = inside } of managers(place, platform)) {
    for (const name of await versionsIn(folder))
      for (const way of within) {
        const path = join(folder, name, way);
        if (await isFile(path)) yield { path, hint: /(\d+\.\d+\.\d+)$/.exec(name)?.[1] };
      }
  }
}

interface VersionFolder {
  readonly folder: string;
  readonly within?: readonly string[];
}

const managers = ({ env, home = homedir() }: Place, platform: Platform): VersionFolder[] => {
  const data = env["XDG_DATA_HOME"] ?? join(home, ".local", "share");
  const roaming = env["APPDATA"] ?? join(home, "AppData", "Roaming");
  const fnm = {
    win32: join(roaming, "fnm"),
    darwin: join(home, "Library", "Application Support", "fnm"),
    linux: join(data, "fnm"),
  };
  const installation =
    platform === "win32" ? join("installation", "node.exe") : join("installation", "bin", "node");
  const fnmFolders = [env["FNM_DIR"], fnm[platform], join(home, ".fnm")].filter(
    (folder) => folder !== undefined,
  );
  return [
    platform === "win32"
      ? { folder: env["NVM_HOME"] ?? join(roaming, "nvm") }
      : { folder: join(env["NVM_DIR"] ?? join(home, ".nvm"), "versions", "node") },
    ...fnmFolders.map((folder) => ({ folder: join(folder, "node-versions"), within: [installation] })),
    { folder: join(env["VOLTA_HOME"] ?? join(home, ".volta"), "tools", "image", "node") },
    { folder: join(env["ASDF_DATA_DIR"] ?? join(home, ".asdf"), "installs", "nodejs") },
    { folder: join(env["MISE_DATA_DIR"] ?? join(data, "mise"), "installs", "node") },
    ...(platform === "win32"
      ? []
      : [{ folder: join(env["N_PREFIX"] ?? "/usr/local", "n", "versions", "node") }]),
    ...(platform === "darwin" ? [{ folder: "/opt/homebrew/opt" }, { folder: "/usr/local/opt" }] : []),
  ];
};

const versionsIn = async (folder: string): Promise<string[]> =>
  (await fs.readdir(folder).catch(() => []))
    .filter((name) => /^v?\d|^node(@|$)/.test(name))
    .sort((one, other) => other.localeCompare(one, "en", { numeric: true }));

/** It runs what some file above the current folder says. */
const isShim = async (path: string): Promise<boolean> =>
  basename(join(path, "..")) === "shims" ||
  /volta/.test(basename(await fs.realpath(path))) ||
  /[\\/]\.volta[\\/]bin[\\/]/.test(path);

const isFile = (path: string): Promise<boolean> =>
  fs.stat(path).then(
    (stat) => stat.isFile(),
    () => false,
  );
