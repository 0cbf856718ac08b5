import { join } from "node:path";
import { commands, type TextDocument, Uri, window, workspace } from "vscode";
import { scenarioFile } from "../../scenario/fileNames";
import { initText } from "../../scenario/init";
import { exists } from "../../util/files";
import { problemOf } from "../../util/problem";
import type { Editor } from "../context";

/** Shows what would be written, and writes only when the person says so. */
export const offerScenario = async ({ log }: Editor, folder: string): Promise<void> => {
  const path = join(folder, scenarioFile);
  if (await exists(path)) {
    await window.showTextDocument(Uri.file(path));
    return;
  }
  try {
    const { text, recognised } = await initText(folder);
    const proposal = await showProposal(path, text);
    const pressed = await window.showInformationMessage(
      question(recognised),
      ...[answers.write, answers.discard],
    );
    if (pressed === answers.write) await write(proposal, path);
    if (pressed === answers.discard) await discard(proposal);
  } catch (error) {
    log.error(problemOf(error).message);
    await window.showErrorMessage(problemOf(error).message);
  }
};

const answers = { write: "Write Scenario", discard: "Discard" } as const;

const question = (recognised: string | undefined): string =>
  recognised === undefined
    ? `No scenario here yet, and no shape that is known. This template says what to fill in; nothing is written until you agree.`
    : `No scenario here yet. This looks like ${uncapitalised(recognised)}: here is a scenario for it. Nothing is written until you agree.`;

const uncapitalised = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

/** An unsaved document that already knows its place: it can be edited first, and saving it is agreeing too. */
const showProposal = async (path: string, text: string): Promise<TextDocument> => {
  const document = await workspace.openTextDocument(Uri.file(path).with({ scheme: "untitled" }));
  const editor = await window.showTextDocument(document, { preview: false });
  if (document.getText() === "")
    await editor.edit((edit) => edit.insert(document.positionAt(0), text), {
      undoStopBefore: false,
      undoStopAfter: false,
    });
  return document;
};

/** As it stands now: it may have been edited meanwhile, or saved already. */
const write = async (proposal: TextDocument, path: string): Promise<void> => {
  if (!(await exists(path))) {
    const content = new TextEncoder().encode(proposal.getText());
    await workspace.fs.writeFile(Uri.file(path), content);
  }
  await discard(proposal);
  await window.showTextDocument(Uri.file(path), { preview: false });
};

const discard = async (proposal: TextDocument): Promise<void> => {
  if (proposal.isClosed || !proposal.isUntitled) return;
  await window.showTextDocument(proposal);
  await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
};
