import { Uri, window, workspace } from "vscode";
import { as, fields, flag, optional, text } from "../../util/shape";
import type { Editor } from "../context";
import { chooseFolder } from "../folders";
import { trusted } from "../trust";
import { lastChoice } from "./remembered";

/** What a lens, a view's row or a link knows already; nothing where the palette asked. */
const given = fields({ folder: optional(text), scenario: optional(text), swap: optional(flag) });

/** Asks which scenario and which releases, then starts the debug session of both sides. */
export const emulate = async (editor: Editor, argument?: unknown): Promise<void> => {
  if (!trusted()) return;
  const { folder, scenario, swap } = as(given, argument) ?? {};
  const path = folder ?? (await chooseFolder())?.uri.fsPath;
  if (path === undefined) return;
  const { askChoice } = await import("./ask");
  const choice = await askChoice(editor, path, { scenario, swap });
  if (choice === undefined) return;
  const { start } = await import("./start");
  await start(choice);
};

/** The last choice, or that of the scenario a lens stands above, without a question. */
export const emulateAgain = async (editor: Editor, argument?: unknown): Promise<void> => {
  if (!trusted()) return;
  const { folder, scenario } = as(given, argument) ?? {};
  const choice = lastChoice(editor.extension, folder, scenario);
  // A folder that is no longer open can't be meant.
  if (choice === undefined || workspace.getWorkspaceFolder(Uri.file(choice.folder)) === undefined)
    return await emulate(editor, argument);
  window.setStatusBarMessage(`Emulating ${choice.scenario} again`, 3000);
  const { start } = await import("./start");
  await start(choice);
};

export const setUp = async (editor: Editor): Promise<void> => {
  const folder = await chooseFolder();
  if (folder === undefined) return;
  const { offerScenario } = await import("./offerScenario");
  await offerScenario(editor, folder.uri.fsPath);
};
