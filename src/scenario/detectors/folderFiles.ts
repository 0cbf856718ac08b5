/** What detectors may do with a folder: look. */
import { promises as fs } from "node:fs";
import { join } from "node:path";
import { errorCode, exists } from "../../util/files";

/** Paths are relative to the folder, with forward slashes. */
export interface FolderFiles {
  readonly name: string;
  has(path: string): Promise<boolean>;
  /** Undefined where there is no such file, or one too large to be configuration. */
  read(path: string): Promise<string | undefined>;
  /** Names of the folders in it. */
  folders(path: string): Promise<readonly string[]>;
}

export const folderFiles = (folder: string): FolderFiles => ({
  name: folder.split(/[\\/]/).filter(Boolean).at(-1) ?? "folder",
  has: (path) => exists(join(folder, path)),
  read: async (path) => {
    const file = join(folder, path);
    const stat = await orUndefined(fs.stat(file));
    return stat?.isFile() && stat.size <= largest ? fs.readFile(file, "utf8") : undefined;
  },
  folders: async (path) => {
    const entries = (await orUndefined(fs.readdir(join(folder, path), { withFileTypes: true }))) ?? [];
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !built.has(entry.name))
      .map(({ name }) => name)
      .sort();
  },
});

const largest = 500_000;
const built: ReadonlySet<string> = new Set([
  "node_modules",
  "dist",
  "build",
  "venv",
  "__pycache__",
  "target",
]);

/** What can't be looked at is not there. */
const orUndefined = <T>(looking: Promise<T>): Promise<T | undefined> =>
  looking.catch((error: unknown) => {
    if (notThere.has(errorCode(error) ?? "")) return undefined;
    throw error;
  });

const notThere: ReadonlySet<string> = new Set(["ENOENT", "ENOTDIR", "EACCES", "EPERM"]);
