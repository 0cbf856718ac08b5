import { Disposable as VsDisposable, workspace } from "vscode";
import { viewIds } from "../../../contract/ids";
import type { Emulation } from "../../../emulation/emulation";
import { type Disposable, DisposableStore } from "../../../util/disposable";
import { problemOf } from "../../../util/problem";
import type { Editor } from "../../context";
import type { PausedServices } from "../pauses";
import { soon } from "../soon";
import { NodeTree } from "../treeView";
import { EmulationWatch } from "./emulationWatch";
import { snapshotOf } from "./snapshot";
import type { FolderState, Sent } from "./state";
import { scenarioTree } from "./tree";

/** Looks while it is seen, and only when something happened. */
export class ScenarioView implements Disposable {
  readonly #editor: Editor;
  readonly #paused: PausedServices;
  readonly #owned = new DisposableStore();
  readonly #tree = this.#owned.add(new NodeTree(viewIds.scenario));
  readonly #watches = new Map<string, EmulationWatch>();
  readonly #edited = new Map<string, ReadonlyMap<string, readonly string[]>>();
  readonly #draw = this.#owned.add(soon(50, () => this.#drawNow()));
  readonly #readFolders = this.#owned.add(soon(100, () => this.#readFoldersNow()));
  readonly #readEdited = this.#owned.add(soon(300, () => this.#readEditedNow()));
  readonly #ending = new AbortController();
  #folders: readonly FolderState[] | undefined;

  constructor(editor: Editor, paused: PausedServices) {
    this.#editor = editor;
    this.#paused = paused;
    const files = workspace.createFileSystemWatcher("**/.vscode/backcompat{,.local}.json");
    const reread = (): void => this.#readFolders.ask();
    for (const owned of [
      files,
      files.onDidChange(reread),
      files.onDidCreate(reread),
      files.onDidDelete(reread),
      workspace.onDidChangeWorkspaceFolders(reread),
      workspace.onDidGrantWorkspaceTrust(reread),
      workspace.onDidSaveTextDocument(() => this.#readEdited.ask()),
      this.#tree.view.onDidChangeVisibility(() => this.refresh()),
      editor.emulations.onChange((all) => this.#watch(all)),
      paused.onChange(() => this.#draw.ask()),
      new VsDisposable(() => this.#ending.abort()),
    ])
      this.#owned.add(owned);
    this.#watch(editor.emulations.all);
    this.refresh();
  }

  /** All that may have changed while nobody looked. */
  refresh(): void {
    this.#readFolders.ask();
    this.#readEdited.ask();
  }

  actionSent(emulation: string, action: string, sent: Sent): void {
    this.#watches.get(emulation)?.actionSent(action, sent);
  }

  dispose(): void {
    for (const watch of this.#watches.values()) watch.dispose();
    this.#owned.dispose();
  }

  #watch(all: readonly Emulation[]): void {
    const ids = new Set(all.map(({ id }) => id));
    for (const [id, watch] of this.#watches) {
      if (ids.has(id)) continue;
      watch.dispose();
      this.#watches.delete(id);
      this.#edited.delete(id);
    }
    for (const emulation of all) {
      if (this.#watches.has(emulation.id)) continue;
      const watch = new EmulationWatch(emulation);
      watch.onChange(() => this.#draw.ask());
      emulation.events.on(({ kind }) => {
        if (kind === "state") this.#readEdited.ask();
      });
      this.#watches.set(emulation.id, watch);
    }
    this.#draw.ask();
  }

  #drawNow(): void {
    if (!this.#tree.view.visible || this.#folders === undefined) return;
    const running = this.#editor.emulations.all.flatMap((emulation) => {
      const known = this.#watches.get(emulation.id)?.known;
      if (known === undefined) return [];
      const edited = this.#edited.get(emulation.id) ?? new Map();
      return [snapshotOf(emulation, { ...known, edited, paused: this.#paused.of(emulation.id) })];
    });
    // An untrusted workspace shows the view's own words instead.
    const folders = workspace.isTrusted ? this.#folders : [];
    this.#tree.show(scenarioTree({ folders, running, now: Date.now() }));
  }

  async #readFoldersNow(): Promise<void> {
    if (!this.#tree.view.visible) return;
    const { folderState } = await import("./folderStates");
    const local = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
    this.#folders = await Promise.all(local.map(({ uri, name }) => folderState({ path: uri.fsPath, name })));
    this.#draw.ask();
  }

  async #readEditedNow(): Promise<void> {
    const ready = this.#editor.emulations.all.filter(({ record }) => record.state === "ready");
    if (!this.#tree.view.visible || ready.length === 0) return;
    const { editedBySide } = await import("./edited");
    for (const { id, run } of ready) {
      try {
        this.#edited.set(id, await editedBySide(run, this.#ending.signal));
      } catch (error) {
        this.#editor.log.debug(problemOf(error).message);
      }
    }
    this.#draw.ask();
  }
}
