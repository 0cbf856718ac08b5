import { join } from "node:path";
import {
  Diagnostic,
  type DiagnosticCollection,
  DiagnosticSeverity,
  languages,
  Range,
  type TextDocument,
  Uri,
  workspace,
} from "vscode";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { Problem } from "../../util/problem";
import { scenarioDocument, scenarioFiles, textsOf } from "./documents";
import { problemsToShow } from "./problemsToShow";

const pauseMs = 300;

/** What the parser says of a scenario file, as squiggles, a moment after one stops typing. */
export class ScenarioDiagnostics implements Disposable {
  readonly #owned = new DisposableStore();
  readonly #shown: DiagnosticCollection;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor() {
    this.#shown = this.#owned.add(languages.createDiagnosticCollection("backcompat"));
    this.#owned.add(workspace.onDidOpenTextDocument((document) => this.#soon(document, 0)));
    this.#owned.add(workspace.onDidChangeTextDocument(({ document }) => this.#soon(document, pauseMs)));
    this.#owned.add(workspace.onDidCloseTextDocument((document) => this.#shown.delete(document.uri)));
    for (const document of workspace.textDocuments) this.#soon(document, 0);
    this.#owned.add({ dispose: () => this.#forget() });
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #soon(document: TextDocument, ms: number): void {
    const folder = scenarioDocument(document)?.folder;
    if (folder === undefined) return;
    clearTimeout(this.#waiting.get(folder));
    this.#waiting.set(
      folder,
      setTimeout(() => void this.#check(folder), ms),
    );
  }

  /** Of the open files only: a mistake in one that nobody looks at is told when it is used. */
  async #check(folder: string): Promise<void> {
    this.#waiting.delete(folder);
    const [texts, { parseScenarioFiles }] = await Promise.all([
      textsOf(folder),
      import("../../scenario/parse"),
    ]);
    const { problems } = parseScenarioFiles(texts);
    for (const file of scenarioFiles) {
      const uri = Uri.file(join(folder, file));
      const document = workspace.textDocuments.find((one) => one.uri.toString() === uri.toString());
      if (document === undefined) continue;
      const own = problemsToShow(problems, file);
      this.#shown.set(
        uri,
        own.map((problem) => diagnosticOf(problem, document)),
      );
    }
  }

  #forget(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }
}

const diagnosticOf = ({ message, hint, code, place }: Problem, document: TextDocument): Diagnostic => {
  const line = Math.min(Math.max(0, (place?.line ?? 1) - 1), document.lineCount - 1);
  const text = document.lineAt(line).text;
  const start = Math.min((place?.column ?? 1) - 1, text.length);
  const range = new Range(line, start, line, start + tokenLength(text.slice(start)));
  const diagnostic = new Diagnostic(
    range,
    hint === undefined ? message : `${message}\n${hint}`,
    DiagnosticSeverity.Error,
  );
  diagnostic.source = "Backcompat";
  diagnostic.code = code;
  return diagnostic;
};

/** A key or text as a whole, a variable, else the one bracket. */
const tokenLength = (rest: string): number =>
  (/^"(?:[^"\\]|\\.)*"|^\$\{[^}"]*\}?|^[\w.-]+|^./.exec(rest)?.[0] ?? " ").length;
