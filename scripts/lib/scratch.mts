import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const variable = "BACKCOMPAT_SCRATCH";

/** A fresh folder, gone when the run is over: the outermost run owns them all, however the inner ones ended. */
export const scratch = (name: string): string => {
  process.env[variable] ??= ownFolder();
  return mkdtempSync(join(process.env[variable], `${name}-`));
};

/** Called by a run that starts others, so that theirs lie in its own. */
export const ownScratch = (): void => {
  process.env[variable] ??= ownFolder();
};

const ownFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "backcompat-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
};
