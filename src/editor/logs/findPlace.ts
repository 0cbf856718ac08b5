import { promises as fs } from "node:fs";
import { basename, isAbsolute, join } from "node:path";
import { errorCode, exists } from "../../util/files";

/** Where a side's code lies, and where its service ran, which is what its relative paths start from. */
export interface PlaceRoots {
  readonly dir: string;
  readonly cwd: string | undefined;
}

/** The files that a log may mean by a path, in the tree of the side that wrote it; the likeliest first. */
export const findPlace = async (file: string, roots: PlaceRoots | undefined): Promise<string[]> => {
  if (isAbsolute(file) && (await exists(file))) return [file];
  if (roots === undefined) return [];
  const parts = file.split(/[\\/]/).filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) return [];
  for (const dir of [roots.cwd, roots.dir]) {
    const found = dir === undefined || isAbsolute(file) ? undefined : join(dir, ...parts);
    if (found !== undefined && (await exists(found))) return [found];
  }
  // Of a container, or of where it was built: what it ends with may be there.
  for (let from = 1; from < parts.length - 1; from++) {
    const found = join(roots.dir, ...parts.slice(from));
    if (await exists(found)) return [found];
  }
  return await namedSo(roots.dir, parts);
};

/** A tree is not walked for ever. */
const mostFolders = 3_000;

/** All files of that name; those whose folders agree, too, where there are such. */
const namedSo = async (dir: string, parts: readonly string[]): Promise<string[]> => {
  const name = basename(parts.at(-1) ?? "");
  const found: string[] = [];
  const folders = [dir];
  for (let at = 0; at < Math.min(folders.length, mostFolders); at++) {
    const folder = folders[at] ?? dir;
    for (const entry of await entriesOf(folder)) {
      if (entry.isDirectory() && !skipped.test(entry.name)) folders.push(join(folder, entry.name));
      else if (entry.isFile() && entry.name === name) found.push(join(folder, entry.name));
    }
  }
  const ending = join("/", ...parts);
  const agreeing = found.filter((path) => path.endsWith(ending));
  return agreeing.length > 0 ? agreeing : found;
};

const skipped = /^(?:\.git|\.hg|\.tox|\.venv|node_modules|__pycache__)$/;

const entriesOf = async (folder: string) => {
  try {
    return await fs.readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (["ENOENT", "EACCES", "ENOTDIR"].includes(errorCode(error) ?? "")) return [];
    throw error;
  }
};
