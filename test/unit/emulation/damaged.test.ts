import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { releaseClaims } from "../../../src/emulation/claims";
import { listLive, unmarkLive } from "../../../src/emulation/live";
import { emulationIds, listRecords, readRecord } from "../../../src/emulation/record";
import { makeStateFolder, stateFolder } from "../../../src/emulation/stateFolder";
import { readShapes } from "../../../src/trees/jsonFiles";

const root = mkdtempSync(join(tmpdir(), "damaged-"));
const state = stateFolder({ BACKCOMPAT_HOME: root });
afterAll(() => rmSync(root, { recursive: true }));

describe("a state folder that a crash of the machine or a desktop touched", () => {
  it("still tells what has to be undone, of a host that is gone", async () => {
    await makeStateFolder(state);
    writeFileSync(join(state.live, "a1"), "");
    writeFileSync(join(state.live, "b2.tmp"), "{");
    writeFileSync(join(state.live, ".DS_Store"), "\0");
    expect(await listLive(state)).toEqual([{ emulation: "a1", host: { pid: 0, startedAt: "unknown" } }]);
  });

  it("still lists its emulations", async () => {
    await makeStateFolder(state);
    mkdirSync(join(state.emulations, "a1"), { recursive: true });
    writeFileSync(join(state.emulations, "a1", "record.json"), '{"id": "a1", "sce');
    writeFileSync(join(state.emulations, ".DS_Store"), "\0");
    expect(await emulationIds(state)).toEqual(["a1"]);
    expect(await listRecords(state)).toEqual([]);
  });

  it("still works where folders took the place of its files", async () => {
    await makeStateFolder(state);
    mkdirSync(join(state.live, "c3", "deep"), { recursive: true });
    expect(await listLive(state)).toContainEqual({
      emulation: "c3",
      host: { pid: 0, startedAt: "unknown" },
    });
    await unmarkLive(state, "c3");
    expect((await listLive(state)).map(({ emulation }) => emulation)).not.toContain("c3");
    mkdirSync(join(state.emulations, "c3", "record.json"), { recursive: true });
    expect(await readRecord(state, "c3")).toBeUndefined();
    mkdirSync(join(root, "leases", "d4.json"), { recursive: true });
    expect(await readShapes(join(root, "leases"), z.string())).toEqual(new Map());
  });

  it("still gives claims back", async () => {
    const claims = join(state.locks, "claims");
    mkdirSync(join(claims, "folder"), { recursive: true });
    writeFileSync(join(claims, "damaged"), "");
    await releaseClaims("a1", state);
  });
});
