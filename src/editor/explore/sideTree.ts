import { promises as fs } from "node:fs";
import { join, relative, sep } from "node:path";
import {
  EventEmitter,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  workspace,
} from "vscode";
import type { Disposable } from "../../util/disposable";
import { errorCode } from "../../util/files";
import type { Subject } from "../views/node";
import { hides } from "./glob";

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
    if (root !== this.#root) this.#root = root;
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
    const found = await fs.readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      // Stopping may take a tree away while it is shown.
      if (errorCode(error) === "ENOENT") return [];
      throw error;
    });
    return found
      .map((one) => ({ path: join(folder, one.name), isFolder: one.isDirectory() }))
      .filter(({ path }) => !isHidden(relative(root, path).split(sep).join("/")))
      .sort((a, b) => Number(b.isFolder) - Number(a.isFolder) || a.path.localeCompare(b.path))
      .map(({ path, isFolder }) => ({ subject: { kind: "path", root, path }, isFolder }));
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
