import { promises as fs } from "node:fs";
import { join } from "node:path";
import { readIfThere } from "../util/files";
import { contentHash } from "../util/json";

/** Size and time of every file that a build of the folder could read. */
export const folderFingerprint = async (folder: string): Promise<string> => {
  const entries: string[] = [];
  await visit(folder, "", entries);
  return contentHash(entries.sort());
};

/** Undefined for what isn't there. */
export const fileFingerprint = async (path: string): Promise<string | undefined> => {
  const content = await readIfThere(path);
  return content && contentHash(content.toString("latin1"));
};

const visit = async (folder: string, way: string, entries: string[]): Promise<void> => {
  const children = await fs.readdir(folder, { withFileTypes: true });
  await Promise.all(
    children.map(async (child) => {
      const path = join(folder, child.name);
      if (child.isDirectory())
        return builtOrForeign(child.name) ? undefined : visit(path, join(way, child.name), entries);
      const { size, mtimeMs } = await fs.lstat(path);
      entries.push(`${join(way, child.name)} ${size} ${mtimeMs}`);
    }),
  );
};

const names = new Set([
  ".git",
  ".hg",
  ".venv",
  "venv",
  ".tox",
  ".nox",
  "node_modules",
  "build",
  "dist",
  "__pycache__",
]);

const builtOrForeign = (name: string): boolean => names.has(name) || /\.egg-info$|^\.\w+_cache$/.test(name);
