import { isAbsolute, join, resolve } from "node:path";
import { readIfThere } from "../util/files";

/**
 * All object folders that a repository reads, flattened: git ignores relative entries
 * in the alternates of an alternate, and stops after five levels.
 */
export const objectFolders = async (commonDir: string): Promise<string[]> => {
  const found = new Set<string>();
  const visit = async (objects: string): Promise<void> => {
    if (found.has(objects)) return;
    found.add(objects);
    for (const next of await alternatesOf(objects)) await visit(next);
  };
  await visit(join(commonDir, "objects"));
  return [...found];
};

/** git wants forward slashes, on Windows too. */
export const alternatesText = (folders: readonly string[]): string =>
  folders.map((folder) => `${folder.replaceAll("\\", "/")}\n`).join("");

const alternatesOf = async (objects: string): Promise<string[]> => {
  const text = (await readIfThere(join(objects, "info", "alternates")))?.toString("utf8") ?? "";
  return text
    .split(/\r?\n/)
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => (isAbsolute(line) ? line : resolve(objects, line)));
};
