import { workspace } from "vscode";
import { viewIds } from "../../../contract/ids";
import { stateFolder } from "../../../emulation/stateFolder";
import { type Disposable, DisposableStore, disposable } from "../../../util/disposable";
import { problemOf } from "../../../util/problem";
import type { Editor } from "../../context";
import type { LoadEngines } from "../../engines/register";
import type { Row } from "../rows";
import { soon } from "../soon";
import { NodeTree } from "../treeView";
import type { Live } from "./live";
import { containersTree } from "./tree";

/** Looks while it is seen: what is hidden holds no connection. What speaks to engines is loaded when it is first shown. */
export class ContainersView implements Disposable {
  readonly #editor: Editor;
  readonly #engines: LoadEngines;
  readonly #owned = new DisposableStore();
  readonly #tree = this.#owned.add(new NodeTree(viewIds.containers, { many: true }));
  readonly #look = this.#owned.add(soon(100, () => this.#lookNow()));
  readonly #draw = this.#owned.add(soon(50, () => this.#drawNow()));
  #live: Live | undefined;
  #aging: NodeJS.Timeout | undefined;

  constructor(editor: Editor, engines: LoadEngines) {
    this.#editor = editor;
    this.#engines = engines;
    this.#owned.add(this.#tree.view.onDidChangeVisibility(() => this.refresh()));
    this.#owned.add(workspace.onDidGrantWorkspaceTrust(() => this.refresh()));
    this.#owned.add(workspace.onDidChangeWorkspaceFolders(() => this.refresh()));
    this.#owned.add(
      workspace.onDidSaveTextDocument(({ fileName }) => {
        if (/[\\/]backcompat(?:\.local)?\.json$/.test(fileName)) this.refresh();
      }),
    );
    this.#owned.add(disposable(() => this.#rest()));
  }

  /** Engines may be others now, and logs that are kept. */
  refresh(): void {
    this.#look.ask();
  }

  get selected(): readonly Row[] {
    return this.#tree.view.selection;
  }

  /** What is known of what the rows stand for. */
  get live(): Live | undefined {
    return this.#live;
  }

  dispose(): void {
    this.#owned.dispose();
    this.#live?.dispose();
  }

  async #lookNow(): Promise<void> {
    if (!this.#tree.view.visible) return this.#rest();
    // The welcome says why.
    if (!workspace.isTrusted) return this.#tree.show([]);
    try {
      const [engines, { Live: LiveEngines }] = await Promise.all([this.#engines(), import("./live")]);
      this.#live ??= new LiveEngines(engines, stateFolder(process.env), {
        tell: () => this.#draw.ask(),
        trouble: this.#trouble,
      });
      await this.#live.look();
      // It may have been hidden meanwhile.
      if (!this.#tree.view.visible) return this.#rest();
      this.#aging ??= setInterval(() => this.#draw.ask(), agingMs);
      this.#draw.ask();
    } catch (error) {
      this.#trouble(error);
    }
  }

  #drawNow(): void {
    if (this.#live !== undefined && this.#tree.view.visible)
      this.#tree.show(containersTree(this.#live.state(Date.now())));
  }

  #rest(): void {
    clearInterval(this.#aging);
    this.#aging = undefined;
    this.#live?.rest();
  }

  readonly #trouble = (error: unknown): void => {
    this.#editor.log.error(`The containers can't be listed: ${problemOf(error).message}`);
  };
}

/** How long containers run is counted on here: no engine is asked for it. */
const agingMs = 20_000;
