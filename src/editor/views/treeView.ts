import {
  EventEmitter,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from "vscode";
import type { Disposable } from "../../util/disposable";
import { clickOf, iconOf, uriOf } from "./looks";
import type { TreeNode } from "./node";
import { type Row, Rows } from "./rows";

/** Shows nodes in a view of the workbench; draws again only what changed. */
export class NodeTree implements TreeDataProvider<Row>, Disposable {
  readonly view: TreeView<Row>;
  readonly #changes = new EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #rows = new Rows();
  #known: () => void = () => undefined;
  /** Until the first nodes come, a view says nothing: not that it is empty. */
  readonly #first = new Promise<void>((resolve) => {
    this.#known = resolve;
  });

  constructor(id: string, { many = false } = {}) {
    this.view = window.createTreeView<Row>(id, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: many,
    });
  }

  show(roots: readonly TreeNode[]): void {
    this.#known();
    const changed = this.#rows.update(roots);
    if (changed === "all") this.#changes.fire(undefined);
    else for (const row of changed) this.#changes.fire(row);
  }

  getTreeItem({ node }: Row): TreeItem {
    const item = new TreeItem(node.label, collapsible(node));
    item.id = node.id;
    const icon = iconOf(node);
    const uri = uriOf(node);
    const command = clickOf(node);
    if (node.description !== undefined) item.description = node.description;
    if (icon !== undefined) item.iconPath = icon;
    if (uri !== undefined) item.resourceUri = uri;
    if (command !== undefined) item.command = command;
    if (node.context !== undefined) item.contextValue = node.context;
    item.tooltip = node.tooltip ?? wordsOf(node, " · ");
    item.accessibilityInformation = { label: node.spoken ?? wordsOf(node, ", ") };
    return item;
  }

  async getChildren(row?: Row): Promise<Row[]> {
    await this.#first;
    return this.#rows.children(row);
  }

  getParent(row: Row): Row | undefined {
    return row.parent;
  }

  dispose(): void {
    this.view.dispose();
    this.#changes.dispose();
  }
}

const wordsOf = ({ label, description }: TreeNode, between: string): string =>
  description === undefined ? label : `${label}${between}${description}`;

const collapsible = ({ children, open }: TreeNode): TreeItemCollapsibleState => {
  if (children === undefined) return TreeItemCollapsibleState.None;
  return open === true ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
};
