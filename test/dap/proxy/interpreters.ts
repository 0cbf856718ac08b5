import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** pyenv's own, whatever is active. */
export const interpreterOf = (minor: string): string | undefined => {
  const versions = join(process.env["PYENV_ROOT"] ?? join(homedir(), ".pyenv"), "versions");
  const name = existsSync(versions)
    ? readdirSync(versions).find((entry) => entry.startsWith(`${minor}.`))
    : undefined;
  return name === undefined ? undefined : join(versions, name, "bin", "python");
};
