import { stableJson } from "../../util/json";
import type { TreeNode } from "./node";

/** Which rows to draw again: those whose own look or list of children differs; all where the roots do. */
export const changedRows = (
  before: readonly TreeNode[],
  after: readonly TreeNode[],
): "all" | readonly string[] => {
  if (idsOf(before) !== idsOf(after)) return "all";
  return changedIn(before, after);
};

/** Drawing a row draws what is below it too, so nothing below a changed row is named again. */
const changedIn = (before: readonly TreeNode[], after: readonly TreeNode[]): readonly string[] => {
  const known = new Map(before.map((node) => [node.id, node]));
  return after.flatMap((node) => {
    const old = known.get(node.id);
    if (old === node || old === undefined) return [];
    return lookOf(old) === lookOf(node) ? changedIn(old.children ?? [], node.children ?? []) : [node.id];
  });
};

const lookOf = ({ children, ...own }: TreeNode): string =>
  stableJson({ ...own, children: children === undefined ? undefined : idsOf(children) });

const idsOf = (nodes: readonly TreeNode[]): string => JSON.stringify(nodes.map(({ id }) => id));
