import { join } from "node:path";
import { type WorkspaceFolder, window, workspace } from "vscode";
import { scenarioFile } from "../scenario/fileNames";
import { exists } from "../util/files";

/** The workspace folder that is meant: the one with a scenario, where several have one the person says which. */
export const chooseFolder = async (): Promise<WorkspaceFolder | undefined> => {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length === 0) {
    await window.showInformationMessage("Open a folder first: its scenario is .vscode/backcompat.json.");
    return undefined;
  }
  const having = await withScenario(folders);
  const candidates = having.length === 0 ? folders : having;
  if (candidates.length === 1) return candidates[0];
  const items = candidates.map((folder) => ({ label: folder.name, description: folder.uri.fsPath, folder }));
  return (await window.showQuickPick(items, { title: "Which folder's scenario?" }))?.folder;
};

const withScenario = async (folders: readonly WorkspaceFolder[]): Promise<readonly WorkspaceFolder[]> => {
  const there = await Promise.all(folders.map(({ uri }) => exists(join(uri.fsPath, scenarioFile))));
  return folders.filter((_, index) => there[index]);
};
