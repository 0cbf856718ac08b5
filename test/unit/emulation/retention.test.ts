import { existsSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Cleanable } from "../../../src/emulation/cleaning";
import { emulationFolder } from "../../../src/emulation/emulationFolder";
import { keepLogs, outdated } from "../../../src/emulation/retention";
import { begun, newState } from "./folders";

const day = 24 * 3600 * 1000;

const past = (id: string, days: number, bytes = 1, more: Partial<Cleanable> = {}): Cleanable => ({
  kind: "emulation",
  id,
  what: id,
  bytes,
  lastUsed: days * day,
  keep: undefined,
  remove: () => Promise.resolve(),
  ...more,
});

describe("what is kept of past emulations", () => {
  const all = [
    past("a", 1, 50),
    past("c", 3, 50),
    past("b", 2, 50),
    past("runs", 0, 999, { keep: "it runs" }),
    past("a tree", 0, 999, { kind: "tree" }),
  ];
  const gone = (limits: object): string[] =>
    outdated(all, { emulations: 9, days: 9, bytes: 999, ...limits }, 4 * day).map(({ id }) => id);

  it("is no more than so many, so old, so large, the newest first", () => {
    expect(gone({})).toEqual([]);
    expect(gone({ emulations: 2 })).toEqual(["a"]);
    expect(gone({ days: 1.5 })).toEqual(["b", "a"]);
    expect(gone({ bytes: 100 })).toEqual(["a"]);
    expect(gone({ bytes: 10 })).toEqual(["b", "a"]);
    expect(gone({ emulations: 0 })).toEqual(["c", "b", "a"]);
  });

  it("is looked through once a day, and what runs stays", async () => {
    const state = await newState();
    begun(state, "live");
    const old = emulationFolder(state, "past").root;
    const make = (): void => {
      mkdirSync(old, { recursive: true });
      writeFileSync(join(old, "log"), "x");
      utimesSync(old, 1, 1);
    };
    make();
    expect((await keepLogs(state, { days: 5 }, 10 * day)).map(({ id }) => id)).toEqual(["past"]);
    expect(existsSync(old)).toBe(false);
    make();
    expect(await keepLogs(state, { days: 5 }, 10.5 * day)).toEqual([]);
    expect(existsSync(old)).toBe(true);
    expect(existsSync(emulationFolder(state, "live").root)).toBe(true);
  });
});
