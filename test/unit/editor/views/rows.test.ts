import { describe, expect, it } from "vitest";
import type { TreeNode } from "../../../../src/editor/views/node";
import { type Row, Rows } from "../../../../src/editor/views/rows";

const node = (id: string, more: Partial<TreeNode> = {}): TreeNode => ({ id, label: id, ...more });

const only = (rows: Rows, row?: Row): Row => {
  const [first] = rows.children(row);
  if (first === undefined) throw new Error("no row");
  return first;
};

describe("the rows that the editor holds", () => {
  it("stay the same objects from one state to the next, and show the newest", () => {
    const rows = new Rows();
    rows.update([node("a", { children: [node("b", { description: "1" })] })]);
    const [a, b] = [only(rows), only(rows, only(rows))];
    const changed = rows.update([node("a", { children: [node("b", { description: "2" })] })]);
    expect(only(rows)).toBe(a);
    expect(only(rows, a)).toBe(b);
    expect(changed).toEqual([b]);
    expect(b.node.description).toBe("2");
  });

  it("know what they stand for, and what they lie below", () => {
    const rows = new Rows();
    const subject = { kind: "service", emulation: "e", service: "s" } as const;
    rows.update([node("a", { children: [node("b", { subject })] })]);
    const b = only(rows, only(rows));
    expect(b.subject).toEqual(subject);
    expect(b.parent).toBe(only(rows));
    expect(only(rows).parent).toBeUndefined();
  });

  it("are others where they moved below another row", () => {
    const rows = new Rows();
    rows.update([node("a", { children: [node("x")] }), node("b", { children: [] })]);
    const before = only(rows, only(rows));
    rows.update([node("a", { children: [] }), node("b", { children: [node("x")] })]);
    const [, b] = rows.children();
    expect(only(rows, b)).not.toBe(before);
  });

  it("have no children once they are gone, for an editor that asks late", () => {
    const rows = new Rows();
    rows.update([node("a", { children: [node("b")] })]);
    const a = only(rows);
    expect(rows.update([])).toBe("all");
    expect(rows.children(a)).toEqual([]);
  });

  it("are all drawn at first", () => {
    expect(new Rows().update([node("a")])).toBe("all");
  });
});
