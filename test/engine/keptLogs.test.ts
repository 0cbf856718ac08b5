import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openEngine } from "../../src/containers/openEngine";
import type { ContainersWorld } from "../../src/containers/world";
import { type StateFolder, stateFolder } from "../../src/emulation/stateFolder";
import { type KeptContainer, keptFolder, readKept, writeKept } from "../../src/logs/kept/keptContainer";
import { type Recording, recordContainer } from "../../src/logs/kept/recordContainer";
import { openLogs } from "../../src/logs/openLogs";
import type { Problem } from "../../src/util/problem";
import { type Dockerd, startDockerd } from "./harness/dockerd";
import { docker, importBusybox } from "./harness/images";
import { waitFor } from "./harness/waitFor";
import { removedAfter, sharedWorld, specOf } from "./world";

describe("the log of a container that is none of ours", () => {
  let dockerd: Dockerd;
  let world: ContainersWorld;
  let state: StateFolder;
  const troubles: Problem[] = [];

  beforeAll(async () => {
    dockerd = removedAfter(await startDockerd());
    importBusybox(dockerd.host);
    world = sharedWorld();
    state = stateFolder({ BACKCOMPAT_HOME: mkdtempSync(join(tmpdir(), "bce-kept-")) });
  });
  afterAll(() => rmSync(state.root, { recursive: true, force: true }));

  const started = (name: string, script: string): KeptContainer => {
    const id = docker(dockerd.host, "run", "--detach", "--name", name, "busybox:local", "sh", "-c", script);
    return {
      ...{ id, name, image: "busybox:local", engine: dockerd.host, engineName: "one" },
      ...{ composeProject: undefined, logged: undefined, scenario: undefined, removed: undefined },
    };
  };

  const record = (kept: KeptContainer): Recording =>
    recordContainer({
      state,
      kept,
      open: (signal) => openEngine(specOf("one", dockerd.host), world, signal),
      onTrouble: (problem) => troubles.push(problem),
    });

  const lines = async (id: string): Promise<string[]> => {
    const view = await openLogs(keptFolder(state, id));
    const rows = await view.rows(0, view.count);
    view.dispose();
    return rows.map(({ text }) => text);
  };

  const until = (id: string, last: string): Promise<true> =>
    waitFor(`the line ${last}`, async () => ((await lines(id)).includes(last) ? true : undefined));

  it("is whole however often it is recorded, and no line is there twice", async () => {
    const kept = started("talks", "for i in 1 2 3; do echo $i; done; sleep 1000");
    const first = record(kept);
    await first.began;
    await until(kept.id, "3");
    first.dispose();
    await first.ended;
    const second = record(kept);
    await second.began;
    await until(kept.id, "3");
    second.dispose();
    await second.ended;
    expect(await lines(kept.id)).toEqual(["1", "2", "3"]);
    expect(troubles).toEqual([]);
  });

  it("outlives the container, and says when that went", async () => {
    const kept = started("goes", "echo hello; sleep 1000");
    const recording = record(kept);
    await until(kept.id, "hello");
    docker(dockerd.host, "rm", "--force", "goes");
    await recording.ended;
    expect((await readKept(state, kept.id))?.removed).toBeGreaterThan(0);
    const again = record(kept);
    await again.ended;
    expect((await lines(kept.id))[0]).toBe("hello");
  });

  it("stays as it is while its engine can't be reached, which is said", async () => {
    const kept = started("waits", "echo hello; sleep 1000");
    const first = record(kept);
    await until(kept.id, "hello");
    first.dispose();
    await first.ended;
    await writeKept(state, kept);
    await dockerd.kill();
    const second = record(kept);
    await second.ended;
    expect(troubles.map(({ code }) => code)).toEqual(["stale-socket"]);
    expect(await lines(kept.id)).toEqual(["hello"]);
  });
});
