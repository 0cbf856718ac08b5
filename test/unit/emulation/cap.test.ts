import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { capOf, defaultCap, keepCap, overflow } from "../../../src/emulation/cap";
import { type Cleanable, cleanables } from "../../../src/emulation/cleaning";
import { emulationFolder } from "../../../src/emulation/emulationFolder";
import { listRecords, readRecord, writeRecord } from "../../../src/emulation/record";
import { begun, host, newState } from "./folders";

describe("the cap", () => {
  it.each([
    [undefined, defaultCap],
    ["5GB", 5e9],
    [" 1.5 g ", 1.5e9],
    ["300M", 3e8],
    ["4096", 4096],
    ["10 kB", 1e4],
    ["much", defaultCap],
  ])("%s is %d bytes", (text, bytes) => {
    expect(capOf({ BACKCOMPAT_CAP: text })).toBe(bytes);
  });

  const thing = (id: string, bytes: number, lastUsed: number, keep?: string): Cleanable => ({
    kind: "tree",
    id,
    what: id,
    bytes,
    lastUsed,
    keep,
    remove: () => Promise.resolve(),
  });

  it("is kept by what was unused longest, and never by what is in use", () => {
    const all = [
      thing("new", 40, 3),
      thing("used", 50, 0, "in use"),
      thing("old", 30, 1),
      thing("middle", 30, 2),
    ];
    const gone = (cap: number) => overflow(all, cap).map(({ id }) => id);
    expect(gone(150)).toEqual([]);
    expect(gone(149)).toEqual(["old"]);
    expect(gone(119)).toEqual(["old", "middle"]);
    expect(gone(0)).toEqual(["old", "middle", "new"]);
  });
});

describe("the state folder", () => {
  it("lets go of past emulations and unused environments, not of those that run", async () => {
    const state = await newState();
    begun(state, "live");
    mkdirSync(join(emulationFolder(state, "past").root, "logs"), { recursive: true });
    writeFileSync(join(emulationFolder(state, "past").root, "logs", "web"), "12345");
    mkdirSync(join(state.environments, "e1"));
    mkdirSync(join(state.debuggers, "debugpy-1.5.1"));
    writeFileSync(join(state.debuggers, "debugpy-1.5.1", "wheel"), "123");
    mkdirSync(join(state.matrices, "m1"));
    writeFileSync(join(state.matrices, "m1", "cells.jsonl"), "1234");
    const all = await cleanables(state);
    const byId = Object.fromEntries(all.map((one) => [one.id, one]));
    expect(byId["past"]).toMatchObject({ kind: "emulation", bytes: 5, keep: undefined });
    expect(byId["live"]?.keep).toContain("it runs");
    expect(byId["e1"]?.keep).toBeDefined();
    expect(byId["debugpy-1.5.1"]).toMatchObject({ kind: "debugger", bytes: 3 });
    expect(byId["debugpy-1.5.1"]?.keep).toBeDefined();
    expect(byId["m1"]).toMatchObject({ kind: "matrix", bytes: 4 });
    expect(byId["m1"]?.keep).toContain("may be a cell of it");
  });

  it("is looked through once a day", async () => {
    const state = await newState();
    const old = emulationFolder(state, "past").root;
    const make = (): void => {
      mkdirSync(old, { recursive: true });
      writeFileSync(join(old, "log"), "x".repeat(1000));
      utimesSync(old, 1, 1);
    };
    make();
    const day = 24 * 3600 * 1000;
    expect((await keepCap(state, 500, 10 * day)).map(({ id }) => id)).toContain("past");
    expect(existsSync(old)).toBe(false);
    make();
    expect(await keepCap(state, 500, 10.5 * day)).toEqual([]);
    expect(existsSync(old)).toBe(true);
  });
});

describe("records", () => {
  const record = (id: string, started: number) => ({
    id,
    scenario: "s",
    title: "S",
    folder: "/w",
    versions: {},
    sides: {},
    host,
    control: "/c",
    started,
    state: "ready" as const,
  });

  it("are listed newest first, and one that can't be understood is left out", async () => {
    const state = await newState();
    for (const [id, started] of [
      ["a", 1],
      ["b", 3],
      ["c", 2],
      ["d", 4],
    ] as const) {
      mkdirSync(emulationFolder(state, id).root, { recursive: true });
      await writeRecord(state, record(id, started));
    }
    writeFileSync(emulationFolder(state, "d").record, '{"id":"d"}');
    expect((await listRecords(state)).map(({ id }) => id)).toEqual(["b", "c", "a"]);
    expect(await readRecord(state, "a")).toEqual(record("a", 1));
    expect(await readRecord(state, "none")).toBeUndefined();
  });
});
