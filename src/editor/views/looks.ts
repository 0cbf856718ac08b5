import {
  type Command,
  FileDecoration,
  type FileDecorationProvider,
  Range,
  ThemeColor,
  ThemeIcon,
  Uri,
} from "vscode";
import type { Place } from "../../util/problem";
import type { TreeNode } from "./node";

export const iconOf = ({ icon, color, path, children }: TreeNode): ThemeIcon | undefined => {
  if (icon !== undefined) return new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color));
  if (path === undefined) return undefined;
  return children === undefined ? ThemeIcon.File : ThemeIcon.Folder;
};

export const uriOf = ({ id, path, faded }: TreeNode): Uri | undefined => {
  if (faded === true) return Uri.from({ scheme: fadedScheme, path: `/${id}` });
  return path === undefined ? undefined : Uri.file(path);
};

const fadedScheme = "backcompat-faded";

/** Of a row the editor lets only its decorations have a colour. */
export const fadedRows: FileDecorationProvider = {
  provideFileDecoration: ({ scheme }) =>
    scheme === fadedScheme ? new FileDecoration(undefined, undefined, faint) : undefined,
};

const faint = new ThemeColor("disabledForeground");

export const clickOf = (node: TreeNode): Command | undefined => {
  const { click } = node;
  switch (click?.kind) {
    case undefined:
      return undefined;
    case "place":
      return openAt(click.place);
    case "file":
      return { command: "vscode.open", title: "Open", arguments: [Uri.file(click.path)] };
    case "command":
      // The same as a button on the row is given.
      return {
        command: click.command,
        title: node.label,
        arguments: [{ id: node.id, subject: node.subject }],
      };
  }
};

const openAt = ({ file, line, column }: Place): Command => ({
  command: "vscode.open",
  title: "Open",
  arguments: [Uri.file(file), { selection: new Range(line - 1, column - 1, line - 1, column - 1) }],
});
