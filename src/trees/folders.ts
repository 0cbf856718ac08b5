import { randomBytes } from "node:crypto";
import { promises as fs } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { errorCode, namesIn, readIfThere, removeAll, renameOver, samePath } from "../util/files";

/** Removes a tree's folder and our repository's knowledge of it, also where one of them is half there. */
export const removeFolder = async (bare: string, dir: string): Promise<void> => {
  await removeAll(await outOfTheWay(dir));
  for (const metadata of await metadataOf(bare, dir)) await removeAll(metadata);
};

/** What `removeFolder` was about to remove when it was killed. */
export const isTrash = (name: string): boolean => /\.trash-[0-9a-f]+$/.test(name);

/** A git whose parent was killed may still write there: it goes on in the folder under its new name. */
const outOfTheWay = async (dir: string): Promise<string> => {
  const trash = `${dir}.trash-${randomBytes(4).toString("hex")}`;
  return renameOver(dir, trash).then(
    () => trash,
    () => dir,
  );
};

/** `worktrees/…` of ours for a tree; git leaves a locked one behind when it is killed. */
export const metadataOf = async (bare: string, dir: string): Promise<string[]> => {
  const folder = join(bare, "worktrees");
  const all = (await namesIn(folder)).map((name) => join(folder, name));
  const pointers = await Promise.all(all.map((one) => pointerOf(one)));
  const [given, real] = [resolve(dir), await realPlace(dir)];
  return all.filter((_, index) => {
    const pointer = pointers[index];
    return pointer !== undefined && (samePath(pointer, given) || samePath(pointer, real));
  });
};

/** Git writes down where links lead to, macOS' own of temporary folders for one; the tree itself may be gone. */
const realPlace = async (dir: string): Promise<string> => {
  const folder = dirname(resolve(dir));
  const real = await fs.realpath(folder).catch((error: unknown) => {
    if (errorCode(error) === "ENOENT") return folder;
    throw error;
  });
  return join(real, basename(dir));
};

const pointerOf = async (metadata: string): Promise<string | undefined> => {
  const text = await readIfThere(join(metadata, "gitdir"));
  return text === undefined ? undefined : dirname(resolve(text.toString("utf8").trim()));
};

/** The bytes in a folder, links not followed. */
export const folderSize = async (folder: string): Promise<number> => {
  const entries = await fs.readdir(folder, { withFileTypes: true }).catch(() => []);
  let total = 0;
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) total += await folderSize(path);
    else
      total += await fs.lstat(path).then(
        (stat) => stat.size,
        () => 0,
      );
  }
  return total;
};
