import { type TextDocumentContentProvider, Uri } from "vscode";

export const planScheme = "backcompat-plan";

const shown = new Map<string, string>();

/** Plans that are shown; after a reload a plan would say what may hold no longer. */
export const planDocuments: TextDocumentContentProvider = {
  provideTextDocumentContent: (uri) => shown.get(uri.toString()) ?? "Ask for the plan again.",
};

/** A new address each time: content of a known one would be taken from before. */
export const planDocument = (title: string, text: string): Uri => {
  const uri = Uri.from({ scheme: planScheme, path: `/${title}`, query: String(shown.size) });
  shown.set(uri.toString(), text);
  return uri;
};
