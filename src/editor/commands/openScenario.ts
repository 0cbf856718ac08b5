import { Uri, window, workspace } from "vscode";

export const openScenario = async (): Promise<void> => {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) {
    await window.showInformationMessage("Open a folder first: its scenario is .vscode/backcompat.json.");
    return;
  }
  await window.showTextDocument(Uri.joinPath(folder.uri, ".vscode", "backcompat.json"));
};
