import { promises as fs } from "node:fs";
import { join, relative, sep } from "node:path";
import { errorCode } from "../../util/files";

export interface FolderEntry {
  readonly path: string;
  readonly isFolder: boolean;
}

/** Folders first, each by name, as the explorer has them; `isHidden` is asked of paths below the root. */
export const listFolder = async (
  root: string,
  folder: string,
  isHidden: (path: string) => boolean,
): Promise<FolderEntry[]> => {
  const found = await fs.readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    // Stopping may take a tree away while it is shown.
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  });
  const entries = await Promise.all(
    found.map(async (one) => {
      const path = join(folder, one.name);
      return { path, isFolder: one.isSymbolicLink() ? await leadsToFolder(path) : one.isDirectory() };
    }),
  );
  return entries
    .filter(({ path }) => !isHidden(relative(root, path).split(sep).join("/")))
    .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || a.path.localeCompare(b.path));
};

/** A link that leads nowhere is shown as a file. */
const leadsToFolder = (path: string): Promise<boolean> =>
  fs.stat(path).then(
    (target) => target.isDirectory(),
    () => false,
  );
