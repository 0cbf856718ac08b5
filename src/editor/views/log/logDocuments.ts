import { watch } from "node:fs";
import { dirname } from "node:path";
import {
  EventEmitter,
  Position,
  Range,
  type TextDocumentContentProvider,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  window,
  workspace,
} from "vscode";
import { type Disposable, DisposableStore, disposable } from "../../../util/disposable";
import { soon } from "../soon";
import { logText } from "./logText";

const scheme = "backcompat-log";

/** Logs of services as read-only documents that grow while they are open. */
export class LogDocuments implements TextDocumentContentProvider, Disposable {
  readonly #changes = new EventEmitter<Uri>();
  readonly onDidChange = this.#changes.event;
  readonly #owned = new DisposableStore();
  readonly #followed = new Map<string, Disposable>();

  constructor() {
    this.#owned.add(workspace.registerTextDocumentContentProvider(scheme, this));
    this.#owned.add(workspace.onDidCloseTextDocument(({ uri }) => this.#leave(uri)));
    this.#owned.add(workspace.onDidChangeTextDocument(({ document }) => keepAtEnd(document.uri)));
    this.#owned.add(this.#changes);
  }

  /** `title` names its tab. */
  async show(file: string, title: string): Promise<void> {
    const uri = Uri.from({ scheme, path: `/${title}.log`, query: file });
    this.#follow(uri);
    const document = await workspace.openTextDocument(uri);
    const editor = await window.showTextDocument(document, { preview: true });
    showEnd(editor);
  }

  async provideTextDocumentContent({ query }: Uri): Promise<string> {
    return await logText(query);
  }

  dispose(): void {
    for (const following of this.#followed.values()) following.dispose();
    this.#owned.dispose();
  }

  /** Its folder is watched: the file may come later. */
  #follow(uri: Uri): void {
    const key = uri.toString();
    if (this.#followed.has(key)) return;
    const tell = soon(250, () => this.#changes.fire(uri));
    const watcher = watch(dirname(uri.query), () => tell.ask());
    // A folder that goes has no more to say.
    watcher.on("error", () => this.#leave(uri));
    const all = disposable(() => {
      watcher.close();
      tell.dispose();
    });
    this.#followed.set(key, all);
  }

  #leave(uri: Uri): void {
    const key = uri.toString();
    this.#followed.get(key)?.dispose();
    this.#followed.delete(key);
  }
}

/** Who scrolled up reads; who stands at the end wants to see what comes. */
const keepAtEnd = (uri: Uri): void => {
  if (uri.scheme !== scheme) return;
  for (const editor of window.visibleTextEditors)
    if (editor.document.uri.toString() === uri.toString() && wasAtEnd(editor)) showEnd(editor);
};

const wasAtEnd = ({ selection, visibleRanges, document }: TextEditor): boolean => {
  const seen = visibleRanges.at(-1)?.end.line ?? 0;
  return selection.isEmpty && (seen >= document.lineCount - 3 || selection.active.line >= seen - 1);
};

const showEnd = (editor: TextEditor): void => {
  const end = new Position(Math.max(0, editor.document.lineCount - 1), 0);
  editor.revealRange(new Range(end, end), TextEditorRevealType.Default);
};
