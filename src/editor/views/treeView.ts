import {
  EventEmitter,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from "vscode";
import type { Disposable } from "../../util/disposable";
import { changedRows } from "./changes";
import { clickOf, iconOf, uriOf } from "./looks";
import type { Subject, TreeNode } from "./node";

/** A row as the editor holds it: one object for one id, whatever becomes of its looks. */
export interface Row {
  readonly id: string;
  readonly subject: Subject | undefined;
}

class RetainedRow implements Row {
  node: TreeNode;
  readonly parent: RetainedRow | undefined;
  constructor(node: TreeNode, parent: RetainedRow | undefined) {
    this.node = node;
    this.parent = parent;
  }
  get id(): string {
    return this.node.id;
  }
  get subject(): Subject | undefined {
    return this.node.subject;
  }
}

/** Shows nodes in a view of the workbench; draws again only what changed. */
export class NodeTree implements TreeDataProvider<RetainedRow>, Disposable {
  readonly view: TreeView<Row>;
  readonly #changes = new EventEmitter<RetainedRow | undefined>();
  readonly onDidChangeTreeData = this.#changes.event;
  #roots: readonly TreeNode[] = [];
  #rows = new Map<string, RetainedRow>();
  #known: () => void = () => undefined;
  /** Until the first nodes come, a view says nothing: not that it is empty. */
  readonly #first = new Promise<void>((resolve) => {
    this.#known = resolve;
  });

  constructor(id: string) {
    this.view = window.createTreeView<Row>(id, {
      treeDataProvider: this as TreeDataProvider<Row>,
      showCollapseAll: true,
    });
  }

  show(roots: readonly TreeNode[]): void {
    this.#known();
    const changed = changedRows(this.#roots, roots);
    this.#roots = roots;
    const rows = new Map<string, RetainedRow>();
    for (const root of roots) this.#retain(root, undefined, rows);
    this.#rows = rows;
    if (changed === "all") this.#changes.fire(undefined);
    else for (const id of changed) this.#changes.fire(rows.get(id));
  }

  getTreeItem({ node }: RetainedRow): TreeItem {
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
    item.tooltip = node.tooltip ?? [node.label, node.description].filter(Boolean).join(" · ");
    item.accessibilityInformation = {
      label: node.spoken ?? [node.label, node.description].filter(Boolean).join(", "),
    };
    return item;
  }

  async getChildren(row?: RetainedRow): Promise<RetainedRow[]> {
    await this.#first;
    const nodes = row === undefined ? this.#roots : (row.node.children ?? []);
    return nodes.flatMap(({ id }) => this.#rows.get(id) ?? []);
  }

  getParent(row: RetainedRow): RetainedRow | undefined {
    return row.parent;
  }

  dispose(): void {
    this.view.dispose();
    this.#changes.dispose();
  }

  #retain(node: TreeNode, parent: RetainedRow | undefined, into: Map<string, RetainedRow>): void {
    const old = this.#rows.get(node.id);
    const row = old !== undefined && old.parent === parent ? old : new RetainedRow(node, parent);
    row.node = node;
    into.set(node.id, row);
    for (const child of node.children ?? []) this.#retain(child, row, into);
  }
}

const collapsible = ({ children, open }: TreeNode): TreeItemCollapsibleState => {
  if (children === undefined) return TreeItemCollapsibleState.None;
  return open === true ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
};
