import { randomBytes } from "node:crypto";
import { constants, promises as fs } from "node:fs";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { isRecord } from "./json";

export const exists = (path: string): Promise<boolean> =>
  fs.access(path, constants.F_OK).then(
    () => true,
    () => false,
  );

/** Undefined only where the file is not there; any other trouble is thrown. */
export const readIfThere = async (path: string): Promise<Buffer | undefined> => {
  try {
    return await fs.readFile(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
};

/** Readers see the old content or the new one, never half of it; mode is kept or owner-only. */
export const writeAtomically = async (
  path: string,
  content: string | Uint8Array,
  mode = 0o600,
): Promise<void> => {
  const temporary = `${path}.${randomBytes(4).toString("hex")}.tmp`;
  await fs.writeFile(temporary, content, { mode });
  await fs.rename(temporary, path);
};

/** Whether `path` is `folder` or lies in it, by path components and not by prefix. */
export const pathInside = (folder: string, path: string): boolean => {
  const way = relative(resolve(folder), resolve(folder, path));
  return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
};

export const errorCode = (error: unknown): string | undefined =>
  isRecord(error) && typeof error["code"] === "string" ? error["code"] : undefined;
