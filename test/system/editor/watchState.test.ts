import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StateWatch } from "../../../src/editor/views/emulations/watchState";
import { markLive, unmarkLive } from "../../../src/emulation/live";
import { makeStateFolder, type StateFolder, stateFolder } from "../../../src/emulation/stateFolder";
import { writeAtomically } from "../../../src/util/files";

describe("the Emulations view hears", () => {
  let home: string;
  let state: StateFolder;
  let watch: StateWatch;
  let told: number;
  const host = { pid: 1, startedAt: "x" };

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), "backcompat-watch-"));
    state = stateFolder({ BACKCOMPAT_HOME: home });
    await makeStateFolder(state);
    mkdirSync(join(state.emulations, "old"));
    told = 0;
    watch = new StateWatch(state, () => told++);
  });
  afterEach(() => {
    watch.dispose();
    rmSync(home, { recursive: true, force: true });
  });

  const heard = async (act: () => void | Promise<void>): Promise<void> => {
    const before = told;
    await act();
    await vi.waitFor(() => expect(told).toBeGreaterThan(before), { timeout: 5_000 });
  };

  it("that an emulation of another process begins, is undone, and is deleted", async () => {
    watch.follow([]);
    await heard(() => markLive(state, { emulation: "abc", host }));
    await heard(() => unmarkLive(state, "abc"));
    await heard(() => mkdirSync(join(state.emulations, "new")));
    await heard(() => rmSync(join(state.emulations, "new"), { recursive: true }));
  });

  it("that the record of one changes that is not settled yet", async () => {
    watch.follow(["old"]);
    const record = join(state.emulations, "old", "record.json");
    await heard(() => writeAtomically(record, "{}"));
  });

  it("of one that has begun, before its folder and its record are there", async () => {
    watch.follow(["new"]);
    await heard(() => mkdirSync(join(state.emulations, "new")));
    await heard(() => watch.follow(["new"]));
    await heard(() => writeAtomically(join(state.emulations, "new", "record.json"), "{}"));
    const before = told;
    watch.follow(["new"]);
    expect(told).toBe(before);
  });

  it("nothing when an emulation's folder goes while it is watched", async () => {
    watch.follow(["old"]);
    await heard(() => rmSync(join(state.emulations, "old"), { recursive: true }));
    expect(() => watch.follow([])).not.toThrow();
  });

  it("nothing more after its end", () => {
    watch.follow([]);
    watch.dispose();
    const before = told;
    markLive(state, { emulation: "abc", host });
    expect(told).toBe(before);
  });
});
