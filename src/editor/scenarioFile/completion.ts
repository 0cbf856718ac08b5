import {
  CompletionItem,
  CompletionItemKind,
  type CompletionItemProvider,
  type Position,
  Range,
  type TextDocument,
} from "vscode";
import { variableBefore } from "./variableBefore";

/** Names of `${...}` that may stand here; the schema completes all else. */
export const variableCompletion: CompletionItemProvider = {
  provideCompletionItems: async (document, position) => {
    const written = variableBefore(document.lineAt(position).text, position.character);
    if (written === undefined) return undefined;
    const names = await namesAt(document, position);
    const range = new Range(position.line, written.start, position.line, written.end);
    return names.map((name) => {
      const item = new CompletionItem(name, CompletionItemKind.Variable);
      item.range = range;
      item.insertText = `${name}}`;
      item.filterText = name;
      return item;
    });
  },
};

const namesAt = async (document: TextDocument, position: Position): Promise<readonly string[]> => {
  const [{ getLocation }, { variablesAt }] = await Promise.all([
    import("jsonc-parser"),
    import("../../scenario/fillingAt"),
  ]);
  const text = document.getText();
  return variablesAt(text, getLocation(text, document.offsetAt(position)).path);
};
