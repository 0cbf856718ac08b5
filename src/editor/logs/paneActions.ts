import { promises as fs } from "node:fs";
import { join } from "node:path";
import { env, Uri, window, workspace } from "vscode";
import type { LogView } from "../../logs/view";
import { plural } from "../../util/text";
import { textOf } from "./lineText";
import type { TextSnapshots } from "./textSnapshots";

/** More is no text that an editor would open gladly. */
const mostOfText = 20_000_000;

export const copyLines = async (view: LogView, from: number, to: number): Promise<void> => {
  const { text, lines } = await textUpTo(view, from, to);
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(`Copied ${plural(lines, "line")}`, 3_000);
};

export const openAsText = async (view: LogView, title: string, texts: TextSnapshots): Promise<void> => {
  const { text, whole } = await textUpTo(view, 0, view.count);
  await texts.show(title, whole ? text : `${text}(cut here: save the log to have all of it)\n`);
};

export const saveLines = async (view: LogView, title: string): Promise<void> => {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? ".";
  const name = `${title.replaceAll(/[^\w.-]+/g, "-")}.log`;
  const chosen = await window.showSaveDialog({ defaultUri: Uri.file(join(folder, name)) });
  if (chosen === undefined) return;
  await fs.writeFile(chosen.fsPath, textOf(view));
  window.setStatusBarMessage(`Saved ${chosen.fsPath}`, 5_000);
};

const textUpTo = async (view: LogView, from: number, to: number) => {
  let text = "";
  for await (const part of textOf(view, from, to)) {
    text += part;
    if (text.length > mostOfText) return { text, lines: to - from, whole: false };
  }
  return { text, lines: to - from, whole: true };
};
