import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listEmulations } from "../../../../../src/editor/views/emulations/list";
import { markLive } from "../../../../../src/emulation/live";
import { artifactFolder, type EmulationRecord, writeRecord } from "../../../../../src/emulation/record";
import { makeStateFolder, type StateFolder, stateFolder } from "../../../../../src/emulation/stateFolder";
import { identify } from "../../../../../src/processes/identity";

describe("emulations of the state folder", () => {
  let home: string;
  let state: StateFolder;
  const dead = { pid: 2 ** 22 - 7, startedAt: "never" };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "backcompat-list-"));
    state = stateFolder({ BACKCOMPAT_HOME: home });
    await makeStateFolder(state);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  const recordOf = (id: string, started: number): EmulationRecord => ({
    id,
    scenario: "s",
    title: "S",
    folder: "/w",
    versions: {},
    sides: {},
    host: dead,
    control: "/s",
    started,
    state: "ready",
  });

  const write = async (id: string, started: number): Promise<void> => {
    mkdirSync(join(state.emulations, id, "logs"), { recursive: true });
    await writeRecord(state, recordOf(id, started));
  };

  it("are told apart by who runs them, newest first", async () => {
    const own = identify(process.pid);
    if (own === undefined) throw new Error("no identity");
    for (const [index, id] of ["past", "dead", "there", "here"].entries()) await write(id, index);
    markLive(state, { emulation: "dead", host: dead });
    markLive(state, { emulation: "there", host: own });
    markLive(state, { emulation: "here", host: own });
    const { emulations } = await listEmulations(state, new Set(["here"]));
    expect(emulations.map(({ record, host }) => `${record.id}: ${host}`)).toEqual([
      "here: here",
      "there: elsewhere",
      "dead: dead",
      "past: none",
    ]);
  });

  it("are not settled while they run, also before their record is written", async () => {
    markLive(state, { emulation: "begun", host: dead });
    mkdirSync(join(state.emulations, "over"), { recursive: true });
    await writeRecord(state, { ...recordOf("over", 0), state: "ended" });
    const { unsettled, emulations } = await listEmulations(state, new Set());
    expect(unsettled).toContain("begun");
    expect(unsettled).toContain("there");
    expect(unsettled).not.toContain("over");
    expect(emulations.some(({ record }) => record.id === "begun")).toBe(false);
  });

  it("come with the services that said something, by their own names, and with artifacts", async () => {
    await write("full", 9);
    writeFileSync(join(state.emulations, "full", "logs", "my%20web.log"), "");
    mkdirSync(artifactFolder(state, "full"), { recursive: true });
    writeFileSync(join(artifactFolder(state, "full"), "a.zip"), "");
    const [full] = (await listEmulations(state, new Set())).emulations;
    expect(full?.logs).toEqual(["my web"]);
    expect(full?.artifacts).toEqual([{ name: "a.zip", path: join(artifactFolder(state, "full"), "a.zip") }]);
  });
});
