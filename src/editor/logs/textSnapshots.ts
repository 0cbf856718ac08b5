import { type TextDocumentContentProvider, Uri, window, workspace } from "vscode";
import { type Disposable, DisposableStore } from "../../util/disposable";

const scheme = "backcompat-log";

/** Lines of a log as read-only documents, as they were when they were opened. */
export class TextSnapshots implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #owned = new DisposableStore();
  #opened = 0;

  constructor() {
    this.#owned.add(workspace.registerTextDocumentContentProvider(scheme, this));
    this.#owned.add(
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.scheme === scheme) this.#texts.delete(uri.query);
      }),
    );
  }

  async show(title: string, text: string): Promise<void> {
    const query = String(++this.#opened);
    this.#texts.set(query, text);
    const path = `/${title.replaceAll(/[\\/]/g, "-")}.log`;
    const document = await workspace.openTextDocument(Uri.from({ scheme, path, query }));
    await window.showTextDocument(document, { preview: false });
  }

  provideTextDocumentContent({ query }: Uri): string {
    return this.#texts.get(query) ?? "(this was the text of a log; open it again from its pane)\n";
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
