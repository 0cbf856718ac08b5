import { join } from "node:path";
import { Uri, window } from "vscode";
import { scenarioFile } from "../../scenario/fileNames";
import { exists } from "../../util/files";
import type { Editor } from "../context";
import { chooseFolder } from "../folders";

/** Where there is none yet, one is proposed. */
export const openScenario = async (editor: Editor): Promise<void> => {
  const folder = (await chooseFolder())?.uri.fsPath;
  if (folder === undefined) return;
  const path = join(folder, scenarioFile);
  if (await exists(path)) {
    await window.showTextDocument(Uri.file(path));
    return;
  }
  const { offerScenario } = await import("../emulate/offerScenario");
  await offerScenario(editor, folder);
};
