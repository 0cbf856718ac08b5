import { basename, dirname, join, resolve } from "node:path";
import type { Choice } from "../emulation/prepare";
import { exists } from "../util/files";
import { chosenVersions } from "./options";
import type { Cli, VerbArgs } from "./verb";

/** The nearest folder upwards that has a scenario file; the current one where none has. */
export const workspaceFolder = async (cwd: string): Promise<string> => {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    if (await exists(join(folder, ".vscode", "backcompat.json"))) return folder;
    if (dirname(folder) === folder) return resolve(cwd);
  }
};

export const choiceOf = async (args: VerbArgs, cli: Cli): Promise<Choice> => {
  const given = args.text("file");
  const file = given === undefined ? undefined : resolve(cli.cwd, given);
  return {
    folder: file === undefined ? await workspaceFolder(cli.cwd) : folderOf(file),
    file,
    scenario: args.words[0],
    versions: chosenVersions(args),
    swap: args.flag("swap"),
  };
};

/** A file in a .vscode folder speaks of the folder above it. */
const folderOf = (file: string): string => {
  const folder = dirname(file);
  return basename(folder) === ".vscode" ? dirname(folder) : folder;
};
