import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { CannotRun } from "./problem.mts";

/** Makes a folder of the cache once: made beside and renamed, so that a half-made one is never used. */
export const madeOnce = async (folder: string, make: (half: string) => Promise<void>): Promise<string> => {
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const half = mkdtempSync(`${folder}-half-`);
  try {
    await make(half);
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // A second run may have been faster: its copy is as good.
    if (!existsSync(folder)) throw error;
  }
  return folder;
};

/** One at a time in this clone; a lock whose owner died is taken over. */
export const alone = async <T,>(lock: string, what: string, work: () => Promise<T>): Promise<T> => {
  mkdirSync(dirname(lock), { recursive: true });
  const until = Date.now() + 600_000;
  while (!taken(lock)) {
    if (Date.now() > until)
      throw new CannotRun(`Another run holds ${lock} for ten minutes already (${what}).`);
    await after(200);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
};

const taken = (lock: string): boolean => {
  try {
    mkdirSync(lock);
    writeFileSync(join(lock, "pid"), String(process.pid));
    return true;
  } catch {
    if (abandoned(lock)) rmSync(lock, { recursive: true, force: true });
    return false;
  }
};

const abandoned = (lock: string): boolean => {
  try {
    process.kill(Number(readFileSync(join(lock, "pid"), "utf8")) || process.pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
};
