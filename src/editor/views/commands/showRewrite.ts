import { basename, join } from "node:path";
import { commands, Uri, window } from "vscode";
import { exists } from "../../../util/files";
import type { Editor } from "../../context";
import { theSubject } from "../subjects";
import { runningOf } from "./services";

/** The file before the emulation rewrote it beside what it is now, edits made meanwhile included. */
export const showRewrite = async (editor: Editor, argument: unknown): Promise<void> => {
  const subject = await theSubject(argument, "rewrite", editor, "Show which rewritten file?");
  const emulation = subject && (await runningOf(editor, subject));
  const wish = subject && emulation?.plan.settled.rewrites[subject.rewrite];
  if (subject === undefined || emulation === undefined || wish === undefined) return;
  const { values, folder } = emulation.run;
  const own = join(values.sides.get(wish.side)?.dir ?? "", wish.file);
  const backup = join(folder.backups, `${subject.rewrite}-${basename(wish.file)}.original`);
  const copy = values.files.get(wish.name ?? basename(wish.file));
  const [before, after] = wish.as === "copy" ? [own, copy] : [backup, own];
  if (after === undefined || !(await exists(before))) {
    await window.showInformationMessage(`${wish.file} of ${wish.side} is not rewritten yet.`);
    return;
  }
  const title = `${basename(wish.file)} (${wish.side}: original ↔ now)`;
  await commands.executeCommand("vscode.diff", Uri.file(before), Uri.file(after), title);
};
