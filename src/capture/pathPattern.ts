import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { errorCode } from "../util/files";

/** More of them are no service's logs. */
const mostFiles = 200;
const deepest = 12;
const passedOver: ReadonlySet<string> = new Set(["node_modules", ".git", "__pycache__"]);

/**
 * Files whose path fits: `*` and `?` stay within one name, `**` spans folders. What is not there yet, or goes away
 * while we look, is no trouble.
 */
export const filesMatching = async (folder: string, pattern: string): Promise<string[]> => {
  const names = pattern.split(sep === "\\" ? /[\\/]/ : "/");
  const first = names.findIndex(isPattern);
  if (first < 0) return [resolve(folder, pattern)];
  const found: string[] = [];
  const begin = resolve(folder, names.slice(0, first).join("/") || (pattern.startsWith("/") ? "/" : "."));
  await walk(begin, names.slice(first), found, deepest);
  return found.sort();
};

const isPattern = (name: string): boolean => /[*?]/.test(name);

const walk = async (
  folder: string,
  names: readonly string[],
  found: string[],
  depth: number,
): Promise<void> => {
  const [name, ...others] = names;
  if (name === undefined || depth <= 0) return;
  if (name === "**") return await walkBelow(folder, others.length === 0 ? ["*"] : others, found, depth);
  const fits = regexOf(name);
  for (const entry of await entriesOf(folder)) {
    if (found.length >= mostFiles) return;
    const path = join(folder, entry.name);
    if (!fits.test(entry.name)) continue;
    if (isFolder(entry)) await walk(path, others, found, depth - 1);
    else if (others.length === 0) found.push(path);
  }
};

/** In the folder itself, and in all below it. */
const walkBelow = async (
  folder: string,
  names: readonly string[],
  found: string[],
  depth: number,
): Promise<void> => {
  if (depth <= 0) return;
  await walk(folder, names, found, depth);
  for (const entry of await entriesOf(folder))
    if (isFolder(entry)) await walkBelow(join(folder, entry.name), names, found, depth - 1);
};

/** Not by a link, which may lead in circles. */
const isFolder = (entry: Dirent): boolean => entry.isDirectory() && !passedOver.has(entry.name);

const entriesOf = async (folder: string): Promise<Dirent[]> => {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(errorCode(error) ?? "")) return [];
    throw error;
  }
};

const regexOf = (name: string): RegExp =>
  new RegExp(
    `^${name.replaceAll(/[.*+?^${}()|[\]\\]/g, (part) =>
      part === "*" ? ".*" : part === "?" ? "." : `\\${part}`,
    )}$`,
  );
