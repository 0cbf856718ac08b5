import { existsSync, mkdtempSync, readdirSync, rmdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const prefix = `bce-${process.pid}-`;
const memory = "/dev/shm";
const roomNeeded = 2_000_000_000;

/** Short: sockets lie in it. */
export const engineFolder = (): string => mkdtempSync(join(tmpdir(), prefix));

/** In memory where there is room: engines wait for their disk at every container, images are small here. */
export const dataFolder = (): string => mkdtempSync(join(roomInMemory() ? memory : tmpdir(), prefix));

export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

/** Of test runs that were killed. */
export const removeLeftFolders = (): void => {
  for (const parent of [tmpdir(), memory].filter((one) => existsSync(one)))
    for (const name of readdirSync(parent)) {
      const owner = /^bce-(\d+)-/.exec(name)?.[1];
      if (owner !== undefined && !existsSync(`/proc/${owner}`)) removeFolder(join(parent, name));
    }
};

const roomInMemory = (): boolean => {
  if (!existsSync(memory)) return false;
  const { bavail, bsize } = statfsSync(memory);
  return bavail * bsize > roomNeeded;
};

/** What an engine that was killed leaves of its containers; the system takes only empty ones away. */
export const removeGroups = (parent: string): void => {
  const root = "/sys/fs/cgroup";
  const tops = existsSync(join(root, parent)) ? [root] : readdirSync(root).map((one) => join(root, one));
  for (const top of tops) if (existsSync(join(top, parent))) removeGroup(join(top, parent));
};

const removeGroup = (folder: string): void => {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeGroup(join(folder, entry.name));
  rmdirSync(folder);
};
