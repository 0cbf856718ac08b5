import { basename, join } from "node:path";
import { commands, Uri, window } from "vscode";
import { exists } from "../../util/files";
import type { Editor } from "../context";
import { givenSubject } from "../views/subjects";
import { counterparts, type SideFolder } from "./counterpart";
import { sideFolders } from "./sideFolders";

/** The same file of both sides in a diff editor, the other side's on the left. */
export const compareWithOtherSide = async (editor: Editor, argument: unknown): Promise<void> => {
  const file = fileOf(argument);
  const found = file === undefined ? undefined : counterparts(file, sideFolders(editor));
  if (file === undefined || found === undefined) {
    const why = editor.emulations.all.length === 0 ? "no emulation runs" : "it belongs to no side";
    await window.showInformationMessage(
      file === undefined ? "Open a file first." : `${basename(file)} has no other side: ${why}.`,
    );
    return;
  }
  const other = await otherOf(found.others);
  if (other === undefined) return;
  const twin = join(other.dir, found.path);
  if (!(await exists(twin))) {
    await window.showInformationMessage(
      `${found.path} is not in ${other.label}: it came later, was moved, or is gone.`,
    );
    return;
  }
  const title = `${basename(file)} (${other.label} ↔ ${found.own.label})`;
  await commands.executeCommand("vscode.diff", Uri.file(twin), Uri.file(file), title);
};

/** Of a row, a file of the explorer, or the active editor. */
const fileOf = (argument: unknown): string | undefined => {
  const uri = argument instanceof Uri ? argument : window.activeTextEditor?.document.uri;
  const path = givenSubject(argument, "path")?.path;
  if (path !== undefined) return path;
  return uri?.scheme === "file" ? uri.fsPath : undefined;
};

const otherOf = async (others: readonly SideFolder[]): Promise<SideFolder | undefined> => {
  const [only] = others;
  if (only === undefined) {
    await window.showInformationMessage("All sides of this emulation share this folder.");
    return undefined;
  }
  if (others.length === 1) return only;
  const items = others.map((side) => ({ label: side.label, description: side.dir, side }));
  return (await window.showQuickPick(items, { placeHolder: "Compare with which side?" }))?.side;
};
