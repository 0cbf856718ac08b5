import { debug, window, workspace } from "vscode";
import { debugType } from "../../contract/ids";
import type { Editor } from "../context";

/** Asks for a version of the first axis that a side's release comes from, and starts the debug session. */
export const emulate = async (editor: Editor): Promise<void> => {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder === undefined) {
    await window.showInformationMessage("Open a folder first: its scenario is .vscode/backcompat.json.");
    return;
  }
  const { askChoice } = await import("./askChoice");
  const choice = await askChoice(folder.uri.fsPath, editor);
  if (choice === undefined) return;
  await debug.startDebugging(folder, {
    type: debugType,
    request: "launch",
    name: choice.title,
    folder: folder.uri.fsPath,
    scenario: choice.scenario,
    versions: choice.versions,
  });
};
