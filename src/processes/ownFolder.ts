import { promises as fs } from "node:fs";
import { machineFailure } from "../util/problem";
import { type Platform, thisPlatform } from "./platform";

/** Whose it is and what it is, as far as trusting it goes. */
export interface FolderFacts {
  readonly directory: boolean;
  readonly uid: number;
  readonly mode: number;
}

/** A folder that only this user can enter. Windows' profile folders are that by themselves. */
export const makeOwnFolder = async (folder: string, platform: Platform = thisPlatform): Promise<void> => {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  if (platform === "win32") return;
  const stat = await fs.lstat(folder);
  const facts = { directory: stat.isDirectory(), uid: stat.uid, mode: stat.mode };
  const why = distrust(facts, process.getuid?.() ?? stat.uid);
  if (why !== undefined)
    throw machineFailure("foreign-folder", `${folder} can't be used: ${why}`, {
      hint: "Have it removed; anybody may have put it there to listen in.",
    });
  if (isOpen(facts)) await fs.chmod(folder, 0o700);
};

/** In a folder that all may write to, another user may have been there first, with a folder or a link. */
export const distrust = ({ directory, uid }: FolderFacts, self: number): string | undefined => {
  if (!directory) return "it is not a folder of its own";
  return uid === self ? undefined : `it belongs to another user (${uid})`;
};

/** Whether others may enter or list it. */
export const isOpen = ({ mode }: Pick<FolderFacts, "mode">): boolean => (mode & 0o077) !== 0;
