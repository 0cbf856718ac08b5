import { promises as fs } from "node:fs";
import { renameOver } from "../util/files";

/** Its name tells whose it is, so that undoing finds it when a kill came between writing and renaming. */
export const temporaryOf = (path: string, emulation: string): string => `${path}.backcompat-${emulation}.tmp`;

/** Old content or new, never half of it; permissions stay, and a link stays a link. */
export const replaceFile = async (path: string, content: Uint8Array, emulation: string): Promise<void> => {
  const target = await fs.realpath(path);
  const { mode } = await fs.stat(target);
  const temporary = temporaryOf(path, emulation);
  await fs.writeFile(temporary, content, { mode: mode & 0o777 });
  await fs.chmod(temporary, mode & 0o777);
  await renameOver(temporary, target);
};
