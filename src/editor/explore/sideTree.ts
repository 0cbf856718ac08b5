import {
  EventEmitter,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  workspace,
} from "vscode";
import type { Disposable } from "../../util/disposable";
import type { Subject } from "../views/node";
import { hides } from "./glob";
import { listFolder } from "./listFolder";

/** A file or folder of a side's tree. */
export interface TreeEntry {
  readonly subject: Extract<Subject, { kind: "path" }>;
  readonly isFolder: boolean;
}

/** The files of one tree, read when a folder is opened; hidden is what the explorer would hide. */
export class SideTree implements TreeDataProvider<TreeEntry>, Disposable {
  readonly #changes = new EventEmitter<TreeEntry | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #ending = new AbortController();
  #root: string | undefined;
  #ignored: Promise<ReadonlySet<string>> | undefined;

  get root(): string | undefined {
    return this.#root;
  }

  show(root: string | undefined): void {
    this.#root = root;
    this.refresh();
  }

  refresh(): void {
    this.#ignored = undefined;
    this.#changes.fire(undefined);
  }

  getTreeItem({ subject: { path }, isFolder }: TreeEntry): TreeItem {
    const uri = Uri.file(path);
    const { None, Collapsed } = TreeItemCollapsibleState;
    const item = new TreeItem(uri, isFolder ? Collapsed : None);
    item.id = path;
    item.contextValue = isFolder ? "path folder" : "path file";
    if (!isFolder) item.command = { command: "vscode.open", title: "Open", arguments: [uri] };
    return item;
  }

  async getChildren(entry?: TreeEntry): Promise<TreeEntry[]> {
    const root = this.#root;
    if (root === undefined) return [];
    const folder = entry?.subject.path ?? root;
    const isHidden = await this.#hidden(root);
    const entries = await listFolder(root, folder, isHidden);
    return entries.map(({ path, isFolder }) => ({ subject: { kind: "path", root, path }, isFolder }));
  }

  dispose(): void {
    this.#ending.abort();
    this.#changes.dispose();
  }

  async #hidden(root: string): Promise<(path: string) => boolean> {
    this.#ignored ??= import("./ignored").then(({ ignoredBelow }) => ignoredBelow(root, this.#ending.signal));
    const ignored = await this.#ignored;
    const excluded = hides(workspace.getConfiguration("files").get("exclude", {}));
    return (path) => ignored.has(path) || excluded(path);
  }
}
