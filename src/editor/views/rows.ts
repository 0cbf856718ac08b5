import { changedRows } from "./changes";
import type { Subject, TreeNode } from "./node";

/** A row as the editor holds it: one object for one id, whatever becomes of its looks. */
export interface Row {
  readonly id: string;
  readonly subject: Subject | undefined;
  readonly node: TreeNode;
  readonly parent: Row | undefined;
}

/** The rows of a tree, kept from one state to the next. */
export class Rows {
  #roots: readonly TreeNode[] = [];
  #rows = new Map<string, RetainedRow>();

  /** Tells which rows are to be drawn again. */
  update(roots: readonly TreeNode[]): "all" | readonly Row[] {
    const changed = changedRows(this.#roots, roots);
    this.#roots = roots;
    const rows = new Map<string, RetainedRow>();
    for (const root of roots) this.#retain(root, undefined, rows);
    this.#rows = rows;
    return changed === "all" ? "all" : changed.flatMap((id) => rows.get(id) ?? []);
  }

  /** Of the tree itself without a row. */
  children(row?: Row): Row[] {
    const nodes = row === undefined ? this.#roots : (row.node.children ?? []);
    return nodes.flatMap(({ id }) => this.#rows.get(id) ?? []);
  }

  #retain(node: TreeNode, parent: RetainedRow | undefined, into: Map<string, RetainedRow>): void {
    const old = this.#rows.get(node.id);
    // One that moved below another row is another one to the editor.
    const row = old !== undefined && old.parent === parent ? old : new RetainedRow(node, parent);
    row.node = node;
    into.set(node.id, row);
    for (const child of node.children ?? []) this.#retain(child, row, into);
  }
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
