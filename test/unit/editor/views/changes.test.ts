import { describe, expect, it } from "vitest";
import { changedRows } from "../../../../src/editor/views/changes";
import type { TreeNode } from "../../../../src/editor/views/node";

const node = (id: string, more: Partial<TreeNode> = {}): TreeNode => ({ id, label: id, ...more });

describe("what is drawn again", () => {
  it("is nothing where nothing differs, in whatever order its fields were written", () => {
    const before = [node("a", { icon: "x", children: [node("b")] })];
    expect(changedRows(before, [{ children: [node("b")], icon: "x", label: "a", id: "a" }])).toEqual([]);
  });

  it("is the row that looks different, and not its neighbours or parents", () => {
    const tree = (description: string) => [
      node("a", { children: [node("b", { description }), node("c")] }),
      node("d"),
    ];
    expect(changedRows(tree("starting"), tree("ready"))).toEqual(["b"]);
  });

  it("is the parent where a row came or went below it, and nothing more below that", () => {
    const before = [node("a", { children: [node("b", { description: "1" })] })];
    const after = [node("a", { children: [node("b", { description: "2" }), node("c")] })];
    expect(changedRows(before, after)).toEqual(["a"]);
  });

  it("is the row that became one that can be opened", () => {
    expect(changedRows([node("a")], [node("a", { children: [] })])).toEqual(["a"]);
  });

  it("is all where a root came, went or changed places", () => {
    expect(changedRows([], [node("a")])).toBe("all");
    expect(changedRows([node("a"), node("b")], [node("b"), node("a")])).toBe("all");
  });
});
