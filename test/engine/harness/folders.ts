import { existsSync, mkdtempSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Short: sockets lie in it. */
export const engineFolder = (): string => mkdtempSync(join(tmpdir(), `bce-${process.pid}-`));

export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

/** Of test runs that were killed. */
export const removeLeftFolders = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^bce-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !existsSync(`/proc/${owner}`)) removeFolder(join(tmpdir(), name));
  }
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
