import { randomBytes } from "node:crypto";
import { constants, promises as fs } from "node:fs";
import native, { type PlatformPath } from "node:path";
import { isRecord } from "./json";
import { sleep } from "./time";

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

/** Of our own files: where a folder took its place, what was in it is lost just the same. */
export const readOwn = async (path: string): Promise<Buffer | undefined> => {
  try {
    return await readIfThere(path);
  } catch (error) {
    if (errorCode(error) === "EISDIR") return undefined;
    throw error;
  }
};

/** False also for what went away while it was looked at. */
export const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await fs.stat(path)).isDirectory();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
};

/** The names in a folder, none where there is no folder; any other trouble is thrown. */
export const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await fs.readdir(folder);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
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
  try {
    await fs.writeFile(temporary, content, { mode });
    await renameOver(temporary, path);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw error;
  }
};

/** Windows refuses while anybody has the old file open, a virus scanner or an indexer say, which soon is over. */
export const renameOver = async (from: string, to: string, rename = fs.rename): Promise<void> => {
  for (let pause = 10; ; pause *= 2) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (pause > longestPauseMs || !refusals.has(errorCode(error) ?? "")) throw error;
    }
    await sleep(pause);
  }
};

const longestPauseMs = 320;
const refusals: ReadonlySet<string> = new Set(["EPERM", "EACCES", "EBUSY"]);

/** With all that is in it. What was just ended may hold files open a moment longer, which Windows minds. */
export const removeAll = (path: string): Promise<void> =>
  fs.rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

/** Whether both name one place: Windows knows no case, and either slash. */
export const samePath = (a: string, b: string, system: Pick<PlatformPath, "relative"> = native): boolean =>
  system.relative(a, b) === "";

/** Whether `inner` is `folder` or lies in it, by path components and not by prefix. */
export const pathInside = (folder: string, inner: string, system: PlatformPath = native): boolean => {
  const way = system.relative(system.resolve(folder), system.resolve(folder, inner));
  return way === "" || (way !== ".." && !way.startsWith(`..${system.sep}`) && !system.isAbsolute(way));
};

export const errorCode = (error: unknown): string | undefined =>
  isRecord(error) && typeof error["code"] === "string" ? error["code"] : undefined;
