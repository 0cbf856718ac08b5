import { describe, expect, it } from "vitest";
import { topmost, withOrphans } from "../../../src/processes/orphans";
import type { ProcessRow } from "../../../src/processes/processRow";
import { stopWindowsTree } from "../../../src/processes/windowsTree";

/** Started in the order of their ticks. */
const row = (pid: number, parent: number, ticks = pid): ProcessRow => ({
  pid,
  parent,
  startedAt: String(ticks),
  group: 0,
  session: 0,
  state: "running",
});
const id = (pid: number, ticks = pid) => ({ pid, startedAt: String(ticks) });
const pidsOf = (rows: readonly { pid: number }[]): number[] =>
  rows.map(({ pid }) => pid).sort((a, b) => a - b);
const nobody: ReadonlySet<number> = new Set();

describe("what belongs to a tree on Windows", () => {
  it("is the root with its descendants", () => {
    const table = [row(100, 50), row(101, 100), row(102, 101), row(103, 50)];
    expect(pidsOf(withOrphans(table, [id(100)], nobody))).toEqual([100, 101, 102]);
  });

  it("is also what a dead root left behind", () => {
    expect(pidsOf(withOrphans([row(101, 100), row(102, 101)], [id(100)], nobody))).toEqual([101, 102]);
  });

  it("is nothing of another process that has the root's number now", () => {
    const reused = row(100, 50, 500);
    const table = [reused, row(101, 100, 101), row(600, 100, 600)];
    expect(pidsOf(withOrphans(table, [id(100)], nobody))).toEqual([101]);
  });

  it("is nothing that is older than what it seems to descend from", () => {
    expect(pidsOf(withOrphans([row(100, 50, 500), row(101, 100, 400)], [id(100, 500)], nobody))).toEqual([
      100,
    ]);
  });

  it("is never who may not be touched, nor anything of a root that nobody knew", () => {
    const table = [row(100, 50), row(101, 100), row(102, 101)];
    expect(pidsOf(withOrphans(table, [id(100)], new Set([101])))).toEqual([100]);
    expect(withOrphans(table, [{ pid: 100, startedAt: "ended" }], nobody)).toEqual([]);
    expect(withOrphans([row(8, 4), row(4, 0)], [id(4)], nobody)).toEqual([]);
  });

  it("is ended from its tops", () => {
    expect(pidsOf(topmost([row(100, 50), row(101, 100), row(103, 99)]))).toEqual([100, 103]);
  });
});

describe("stopping a tree on Windows", () => {
  const machine = (rows: ProcessRow[], survivors: readonly number[] = []) => {
    const killed: number[] = [];
    let table = rows;
    return {
      killed,
      table: () => Promise.resolve(table),
      kill: (pid: number): Promise<void> => {
        killed.push(pid);
        table = table.filter((one) => survivors.includes(one.pid));
        return Promise.resolve();
      },
    };
  };

  it("kills the tops, and says what is gone and what is left", async () => {
    const tools = machine([row(100, 50), row(101, 100), row(102, 99)], [101]);
    const { killed, left } = await stopWindowsTree([id(100), id(99)], 0, tools);
    expect(tools.killed.sort()).toEqual([100, 102]);
    expect(pidsOf(killed)).toEqual([100, 101, 102]);
    expect(left).toEqual([id(101)]);
  });

  it("touches nothing where nothing is left", async () => {
    const tools = machine([row(300, 50)]);
    expect(await stopWindowsTree([id(100)], 0, tools)).toEqual({ killed: [], left: [] });
    expect(await stopWindowsTree([], 0, tools)).toEqual({ killed: [], left: [] });
    expect(tools.killed).toEqual([]);
  });
});
