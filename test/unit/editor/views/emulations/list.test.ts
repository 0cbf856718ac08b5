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

  const write = async (id: string, started: number): Promise<void> => {
    mkdirSync(join(state.emulations, id, "logs"), { recursive: true });
    const record: EmulationRecord = {
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
    };
    await writeRecord(state, record);
  };

  it("are told apart by who runs them, newest first", async () => {
    const own = identify(process.pid);
    if (own === undefined) throw new Error("no identity");
    for (const [index, id] of ["past", "dead", "there", "here"].entries()) await write(id, index);
    markLive(state, { emulation: "dead", host: dead });
    markLive(state, { emulation: "there", host: own });
    markLive(state, { emulation: "here", host: own });
    const listed = await listEmulations(state, new Set(["here"]));
    expect(listed.map(({ record, host }) => `${record.id}: ${host}`)).toEqual([
      "here: here",
      "there: elsewhere",
      "dead: dead",
      "past: none",
    ]);
  });

  it("come with the services that said something, by their own names, and with artifacts", async () => {
    await write("full", 9);
    writeFileSync(join(state.emulations, "full", "logs", "my%20web.log"), "");
    mkdirSync(artifactFolder(state, "full"), { recursive: true });
    writeFileSync(join(artifactFolder(state, "full"), "a.zip"), "");
    const [full] = await listEmulations(state, new Set());
    expect(full?.logs).toEqual(["my web"]);
    expect(full?.artifacts).toEqual([{ name: "a.zip", path: join(artifactFolder(state, "full"), "a.zip") }]);
  });
});
