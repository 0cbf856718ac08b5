import { describe, expect, it } from "vitest";
import type { ProcessRow } from "../../../src/processes/processRow";
import { treeOf } from "../../../src/processes/tree";

const row = (pid: number, parent: number, more: Partial<ProcessRow> = {}): ProcessRow => ({
  pid,
  parent,
  startedAt: `t${pid}`,
  group: pid,
  session: pid,
  state: "running",
  ...more,
});

const self = 90;
const pids = (table: ProcessRow[], roots: number[], also: number[] = []): number[] =>
  treeOf(table, roots.map(id), also.map(id), self)
    .map(({ pid }) => pid)
    .sort((a, b) => a - b);
const id = (pid: number) => ({ pid, startedAt: `t${pid}` });

const host = [row(1, 0), row(80, 1), row(self, 80)];

describe("what belongs to a tree", () => {
  it("is the root with all its descendants", () => {
    expect(pids([...host, row(100, self), row(101, 100), row(102, 101), row(103, self)], [100])).toEqual([
      100, 101, 102,
    ]);
  });

  it("is also what lost its parent but stayed in the root's group or session", () => {
    const table = [
      ...host,
      row(100, self),
      row(101, 1, { group: 100 }),
      row(102, 1, { session: 100 }),
      row(103, 1),
    ];
    expect(pids(table, [100])).toEqual([100, 101, 102]);
  });

  it("is what is known to be ours otherwise, with its own descendants", () => {
    expect(pids([...host, row(200, 1), row(201, 200)], [100], [200])).toEqual([200, 201]);
  });

  it("does not include a stranger that got the number of a dead root, nor its group", () => {
    const table = [...host, row(100, 1, { startedAt: "later" }), row(101, 100), row(102, 1, { group: 100 })];
    expect(pids(table, [100])).toEqual([]);
  });

  it("never includes pid 1, ourselves, our ancestors or what these started, even if they are named", () => {
    expect(pids([...host, row(100, self)], [1, 80, self], [80, self])).toEqual([]);
  });

  it("never includes the dead, but what they left", () => {
    expect(pids([...host, row(100, self, { state: "zombie" }), row(101, 100)], [100])).toEqual([101]);
  });

  it("ends where parents form a circle, as reused numbers on Windows can", () => {
    expect(pids([row(100, 101), row(101, 100)], [100])).toEqual([100, 101]);
  });
});
