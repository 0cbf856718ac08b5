import { describe, expect, it } from "vitest";
import { chooseName, type Shelf } from "../../../src/trees/choose";
import type { Lease } from "../../../src/trees/leases";
import type { TreeRecord } from "../../../src/trees/records";
import type { TreeRequest } from "../../../src/trees/types";

const commit = "abcdef0123456789";
const base = "abcdef012345";

const record = (more: Partial<TreeRecord> = {}): TreeRecord => ({
  commit,
  ref: "v1",
  repo: "/repo",
  exclusive: false,
  edited: false,
  notes: [],
  ...more,
});

const lease = (name: string, emulation: string, exclusive = false): Lease => ({
  id: `${name}-${emulation}`,
  tree: { key: "repo", name },
  commit,
  exclusive,
  owner: { emulation, process: { pid: 1, startedAt: "" } },
});

const request = (more: Partial<TreeRequest> = {}): TreeRequest => ({
  repo: "/repo",
  ref: "v1",
  exclusive: false,
  owner: { emulation: "me", process: { pid: 1, startedAt: "" } },
  ...more,
});

const shelf = (
  records: Record<string, TreeRecord>,
  leases: readonly Lease[] = [],
  dead: readonly string[] = [],
): Shelf => ({
  records: new Map(Object.entries(records)),
  leases,
  live: new Set(leases.map(({ id }) => id).filter((id) => !dead.includes(id))),
});

describe("choosing a tree", () => {
  it("names the first one by its commit", () => {
    expect(chooseName(shelf({}), commit, request())).toBe(base);
  });

  it("shares what others use", () => {
    expect(chooseName(shelf({ [base]: record() }, [lease(base, "other")]), commit, request())).toBe(base);
  });

  it("does not share an exclusive one, nor use a shared one exclusively", () => {
    const exclusive = shelf({ [base]: record({ exclusive: true }) });
    expect(chooseName(exclusive, commit, request())).toBe(`${base}-2`);
    expect(chooseName(shelf({ [base]: record() }), commit, request({ exclusive: true }))).toBe(`${base}-2`);
  });

  it("takes a free exclusive one, and not one whose owner only died", () => {
    const records = { [base]: record({ exclusive: true }) };
    expect(chooseName(shelf(records), commit, request({ exclusive: true }))).toBe(base);
    const dead = shelf(records, [lease(base, "other", true)], [`${base}-other`]);
    expect(chooseName(dead, commit, request({ exclusive: true }))).toBe(`${base}-2`);
  });

  it("passes an edited one over, unless it is asked for or held already", () => {
    const records = { [base]: record({ edited: true }), [`${base}-2`]: record() };
    expect(chooseName(shelf(records), commit, request())).toBe(`${base}-2`);
    expect(chooseName(shelf(records), commit, request({ useEdited: true }))).toBe(base);
    expect(chooseName(shelf(records, [lease(base, "me")]), commit, request())).toBe(base);
  });

  it("waits for a shared one that another process is making", () => {
    expect(chooseName(shelf({}, [lease(base, "other")]), commit, request())).toBe(base);
  });

  it("takes the name of a half-made one back once its maker is dead", () => {
    const alive = [lease(base, "other", true)];
    expect(chooseName(shelf({}, alive), commit, request({ exclusive: true }))).toBe(`${base}-2`);
    expect(chooseName(shelf({}, alive, [`${base}-other`]), commit, request({ exclusive: true }))).toBe(base);
  });

  it("tells commits apart that begin alike", () => {
    const other = shelf({ [base]: record({ commit: `${base}ffff` }) });
    expect(chooseName(other, commit, request())).toBe(`${base}-2`);
  });
});
