import { basename, relative, resolve, sep } from "node:path";
import { pathInside } from "../util/files";

export interface RestartsOnSave {
  readonly name: string;
  readonly restartOnSave: boolean;
  /** The side's tree. */
  readonly folder: string;
}

/** Folders into which programs write by themselves, and an editor only by accident. */
const notSources = new Set([
  ".git",
  ".vscode",
  "__pycache__",
  "node_modules",
  ".venv",
  ".mypy_cache",
  ".pytest_cache",
]);

/** Which services a saved file restarts: those whose tree has it among its sources. */
export const restartedBySave = (file: string, services: readonly RestartsOnSave[]): string[] =>
  services
    .filter(
      ({ restartOnSave, folder }) => restartOnSave && pathInside(folder, file) && isSource(folder, file),
    )
    .map(({ name }) => name);

const isSource = (folder: string, file: string): boolean =>
  !basename(file).endsWith(".log") &&
  !relative(resolve(folder), resolve(file))
    .split(sep)
    .some((part) => notSources.has(part));
