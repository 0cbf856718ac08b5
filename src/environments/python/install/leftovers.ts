import { promises as fs } from "node:fs";
import { join } from "node:path";
import { readIfThere } from "../../../util/files";

/** What building a package leaves beside its sources, so far as it is surely the build's and not the user's. */
export interface Leftovers {
  /** Journaled before anything is made. */
  announce(willCreate: (path: string) => void): Promise<void>;
  /** What came that couldn't be foreseen; `needed` are those that the environment can't do without. */
  found(): Promise<{ readonly all: readonly string[]; readonly needed: readonly string[] }>;
}

export const watchLeftovers = async (folders: readonly string[]): Promise<Leftovers> => {
  const before = new Set((await Promise.all(folders.map(builtFiles))).flat());
  return {
    announce: async (willCreate) => {
      const likely = (await Promise.all(folders.map(likelyLeftovers))).flat();
      for (const path of likely) if (!before.has(path)) willCreate(path);
    },
    found: async () => {
      const after = (await Promise.all(folders.map(builtFiles))).flat();
      const all = after.filter((path) => !before.has(path));
      return { all, needed: all.filter((path) => extension.test(path)) };
    },
  };
};

const likelyLeftovers = async (folder: string): Promise<readonly string[]> => {
  const names = await metadataNames(folder);
  const eggs = names.flatMap((name) => spellings(name).map((spelling) => `${spelling}.egg-info`));
  return [...eggs.flatMap((egg) => [join(folder, egg), join(folder, "src", egg)]), join(folder, "build")];
};

/** Old setuptools keep the name as it is written, new ones write underscores. */
const spellings = (name: string): readonly string[] => [
  ...new Set([name, name.replaceAll("-", "_"), name.replace(/[-_.]+/g, "_"), name.replace(/[^\w.]+/g, "-")]),
];

const metadataNames = async (folder: string): Promise<readonly string[]> => {
  const texts = await Promise.all(
    ["pyproject.toml", "setup.cfg", "setup.py"].map((name) => readIfThere(join(folder, name))),
  );
  const names = texts.map((text) => /^\s*name\s*=\s*["']?([\w.-]+)/m.exec(text?.toString("utf8") ?? "")?.[1]);
  const inCall = /\bname\s*=\s*["']([\w.-]+)["']/.exec(texts[2]?.toString("utf8") ?? "")?.[1];
  return [...new Set([...names, inCall].filter((name) => name !== undefined))];
};

const extension = /\.(?:so|pyd|dll|dylib)$/;
const made = /\.(?:egg-info|dist-info|egg-link|so|pyd|dll|dylib)$|^\.eggs$/;
const foreign = new Set([
  ".git",
  ".hg",
  ".venv",
  "venv",
  "env",
  ".tox",
  ".nox",
  "node_modules",
  "__pycache__",
]);

/** At the top `build` is a build's, further below it may be a package. */
const builtFiles = async (folder: string): Promise<string[]> => {
  const found: string[] = [];
  const visit = async (at: string, top: boolean): Promise<void> => {
    const entries = await fs.readdir(at, { withFileTypes: true }).catch(() => []);
    const deeper = entries.flatMap((entry) => {
      const path = join(at, entry.name);
      const isBuilt = made.test(entry.name) || (top && entry.name === "build" && entry.isDirectory());
      if (isBuilt) found.push(path);
      return entry.isDirectory() && !isBuilt && !foreign.has(entry.name) ? [visit(path, false)] : [];
    });
    await Promise.all(deeper);
  };
  await visit(folder, true);
  return found;
};
