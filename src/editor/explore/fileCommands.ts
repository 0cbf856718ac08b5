import { commands, env, Uri, ViewColumn, window } from "vscode";
import type { Editor } from "../context";
import { runningOf } from "../views/commands/services";
import { givenSubject, theSubject } from "../views/subjects";
import type { Explorer } from "./explorer";

export const openToSide = async (_: Editor, argument: unknown): Promise<void> => {
  const row = givenSubject(argument, "path");
  if (row !== undefined)
    await commands.executeCommand("vscode.open", Uri.file(row.path), { viewColumn: ViewColumn.Beside });
};

/** The editor's own search, in the folder of the row or in the whole tree. */
export const findInTree =
  (explorer: Explorer) =>
  async (editor: Editor, argument: unknown): Promise<void> => {
    const folder = await folderOf(explorer, editor, argument);
    if (folder === undefined) return;
    await commands.executeCommand("workbench.action.findInFiles", {
      filesToInclude: folder,
      triggerSearch: false,

      useExcludeSettingsAndIgnoreFiles: true,
    });
  };

const folderOf = async (
  explorer: Explorer,
  editor: Editor,
  argument: unknown,
): Promise<string | undefined> => {
  const row = givenSubject(argument, "path");
  if (row !== undefined) return row.path;
  if (givenSubject(argument, "side") === undefined && explorer.root !== undefined) return explorer.root;
  const subject = await theSubject(argument, "side", editor, "Search in the files of which side?");
  return subject && editor.emulations.get(subject.emulation)?.run.values.sides.get(subject.side)?.dir;
};

export const copyTreePath = async (editor: Editor, argument: unknown): Promise<void> => {
  const subject = await theSubject(argument, "side", editor, "Copy the path of which side's tree?");
  const emulation = subject && (await runningOf(editor, subject));
  const dir = subject && emulation?.run.values.sides.get(subject.side)?.dir;
  if (dir === undefined) return;
  await env.clipboard.writeText(dir);
  await window.showInformationMessage(`Copied: ${dir}`);
};
