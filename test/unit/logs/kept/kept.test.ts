import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { emulationFolder } from "../../../../src/emulation/emulationFolder";
import { makeStateFolder, type StateFolder, stateFolder } from "../../../../src/emulation/stateFolder";
import {
  type KeptContainer,
  keptFolder,
  listKept,
  readKept,
  removeKept,
  writeKept,
} from "../../../../src/logs/kept/keptContainer";
import { loggedBy } from "../../../../src/logs/kept/loggedBy";

describe("logs of containers that are kept", () => {
  let home: string;
  let state: StateFolder;
  const one: KeptContainer = {
    id: "one",
    name: "web",
    image: "i",
    engine: "unix:///s",
    engineName: "local",
    composeProject: undefined,
    logged: undefined,
    scenario: undefined,
    removed: undefined,
  };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "backcompat-kept-"));
    state = stateFolder({ BACKCOMPAT_HOME: home });
    await makeStateFolder(state);
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("are listed as long as their lines are there", async () => {
    await writeKept(state, one);
    expect(await listKept(state)).toEqual([]);
    mkdirSync(keptFolder(state, "one").logs);
    expect((await listKept(state)).map(({ name }) => name)).toEqual(["web"]);
    await removeKept(state, "one");
    expect(await readKept(state, "one")).toBeUndefined();
  });

  it("go with the emulation that has them", async () => {
    await writeKept(state, { ...one, id: "two", logged: { emulation: "abc", service: "web" } });
    const { logs, root } = emulationFolder(state, "abc");
    mkdirSync(logs, { recursive: true });
    expect(await listKept(state)).toHaveLength(1);
    rmSync(root, { recursive: true });
    expect(await listKept(state)).toEqual([]);
  });

  it("are nothing where the file that tells of them is damaged", async () => {
    mkdirSync(keptFolder(state, "bad").logs, { recursive: true });
    writeFileSync(join(keptFolder(state, "bad").root, "container.json"), "{");
    expect((await listKept(state)).some(({ id }) => id === "bad")).toBe(false);
  });

  it("of an emulation are found by service, of compose by the service inside", async () => {
    const { logs } = emulationFolder(state, "def");
    mkdirSync(logs, { recursive: true });
    for (const file of ["web.log", "stack%2Fdb.log"]) writeFileSync(join(logs, file), "");
    const ours = (service: string) => ({ emulation: "def", scenario: "s", service, side: undefined });
    const by = (service: string, composeService?: string) =>
      loggedBy(state, { ours: ours(service), composeService });
    expect(await by("web")).toEqual({ emulation: "def", service: "web" });
    expect(await by("stack", "db")).toEqual({ emulation: "def", service: "stack/db" });
    expect(await by("silent")).toBeUndefined();
    expect(await loggedBy(state, { ours: undefined, composeService: "db" })).toBeUndefined();
  });
});
