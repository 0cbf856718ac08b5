import { type TextDocumentContentProvider, Uri } from "vscode";

export const inspectScheme = "backcompat-container";

const shown = new Map<string, string>();

/** What engines told of containers; after a reload it may hold no longer. */
export const inspectDocuments: TextDocumentContentProvider = {
  provideTextDocumentContent: (uri) => shown.get(uri.toString()) ?? "{}\n",
};

/** A new address each time: content of a known one would be taken from before. */
export const inspectDocument = (name: string, told: unknown): Uri => {
  const uri = Uri.from({ scheme: inspectScheme, path: `/${name}.json`, query: String(shown.size) });
  shown.set(uri.toString(), `${JSON.stringify(told, undefined, 2)}\n`);
  return uri;
};
