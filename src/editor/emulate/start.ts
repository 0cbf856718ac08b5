import { debug, Uri, workspace } from "vscode";
import { launchOfChoice } from "./launchConfiguration";
import type { Chosen } from "./remembered";

/** From here on it is the same as F5: one debug session for both sides. */
export const start = async (choice: Chosen): Promise<void> => {
  const folder = workspace.getWorkspaceFolder(Uri.file(choice.folder));
  await debug.startDebugging(folder, launchOfChoice(choice), { noDebug: choice.noDebug });
};
