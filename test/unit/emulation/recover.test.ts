import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listLive, markLive, unmarkLive } from "../../../src/emulation/live";
import { readRecord, writeRecord } from "../../../src/emulation/record";
import { type RecoverWorld, recover } from "../../../src/emulation/recover";
import { machineFailure } from "../../../src/util/problem";
import { begun, host, newState } from "./folders";

const setUp = async () => {
  const state = await newState();
  const stopped: string[] = [];
  const world = (more: Partial<RecoverWorld> = {}): RecoverWorld => ({
    state,
    lock: (_, __, body) => body(),
    stopTree: async ({ token }) => void stopped.push(token),
    removeFromEngine: async () => [],
    releaseTrees: async () => [],
    isAlive: ({ pid }) => pid === 1,
    ...more,
  });
  return { state, stopped, world };
};

describe("recovering", () => {
  it("undoes what dead hosts left, leaves alone what runs, and marks the end", async () => {
    const { state, world, stopped } = await setUp();
    begun(state, "dead");
    begun(state, "runs");
    markLive(state, { emulation: "runs", host: { ...host, pid: 1 } });
    const common = { scenario: "s", title: "", folder: "/", versions: {}, sides: {}, host, control: "" };
    await writeRecord(state, { ...common, id: "dead", started: 1, state: "ready" });
    const recovered = await recover(world());
    expect(recovered.map(({ emulation }) => emulation)).toEqual(["dead"]);
    expect(stopped).toHaveLength(1);
    expect((await listLive(state)).map(({ emulation }) => emulation)).toEqual(["runs"]);
    expect(await readRecord(state, "dead")).toMatchObject({
      state: "ended",
      why: expect.stringContaining("died"),
    });
  });

  it("sweeps marks that a kill kept from taking their place, and leaves those that are being written", async () => {
    const { state, world } = await setUp();
    // No system gives so high a number to a process.
    const [dead, lives] = [2 ** 30, process.pid].map((pid) => `abc.${pid}.tmp`);
    for (const name of [dead, lives]) writeFileSync(join(state.live, name ?? ""), "");
    expect(await recover(world())).toEqual([]);
    expect(readdirSync(state.live)).toEqual([lives]);
  });

  it("also undoes those whose mark is lost, whether they have a record or not, once", async () => {
    const { state, world, stopped } = await setUp();
    for (const id of ["aaa", "bbb", "runs"]) begun(state, id);
    const common = {
      scenario: "s",
      title: "",
      folder: "/",
      versions: {},
      sides: {},
      control: "",
      started: 1,
    };
    await writeRecord(state, { ...common, id: "aaa", host, state: "ready" });
    await writeRecord(state, { ...common, id: "runs", host: { ...host, pid: 1 }, state: "ready" });
    for (const id of ["aaa", "bbb", "runs"]) await unmarkLive(state, id);
    expect((await recover(world())).map(({ emulation }) => emulation)).toEqual(["aaa", "bbb"]);
    expect(stopped).toHaveLength(2);
    expect(await readRecord(state, "aaa")).toMatchObject({ state: "ended" });
    expect(await readRecord(state, "runs")).toMatchObject({ state: "ready" });
    expect(await recover(world())).toEqual([]);
  });

  it("goes on after one that can't be undone, says why, and tries that again next time", async () => {
    const { state, world } = await setUp();
    for (const id of ["aaa", "bbb", "ccc"]) begun(state, id);
    const releaseTrees: RecoverWorld["releaseTrees"] = async (id) => {
      if (id === "bbb") throw machineFailure("disk-full", "No space left");
      return [];
    };
    const recovered = await recover(world({ releaseTrees }));
    expect(recovered.map(({ emulation, failed }) => [emulation, failed?.code])).toEqual([
      ["aaa", undefined],
      ["bbb", "disk-full"],
      ["ccc", undefined],
    ]);
    expect((await recover(world())).map(({ emulation }) => emulation)).toEqual(["bbb"]);
    expect(await recover(world())).toEqual([]);
  });
});
