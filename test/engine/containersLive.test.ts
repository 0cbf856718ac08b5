import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { segmentFile } from "../../src/capture/segmentNames";
import { labels } from "../../src/containers/labels";
import { EngineWatch } from "../../src/containers/watch/watchEngine";
import { Live } from "../../src/editor/views/containers/live";
import { containersTree } from "../../src/editor/views/containers/tree";
import { emulationFolder } from "../../src/emulation/emulationFolder";
import { makeStateFolder, type StateFolder, stateFolder } from "../../src/emulation/stateFolder";
import { drawn } from "../unit/editor/views/looking";
import { type Dockerd, startDockerd } from "./harness/dockerd";
import { docker, importBusybox } from "./harness/images";
import { waitFor } from "./harness/waitFor";
import { removedAfter, sharedWorld, specOf } from "./world";

describe("what the Containers view shows of an engine", () => {
  let dockerd: Dockerd;
  let state: StateFolder;
  let watch: EngineWatch;
  let live: Live;
  const troubles: unknown[] = [];

  beforeAll(async () => {
    dockerd = removedAfter(await startDockerd());
    importBusybox(dockerd.host);
    state = stateFolder({ BACKCOMPAT_HOME: mkdtempSync(join(tmpdir(), "bce-live-")) });
    await makeStateFolder(state);
    watch = new EngineWatch(specOf("one", dockerd.host), sharedWorld());
    live = new Live({ find: async () => [watch] }, state, {
      tell: () => undefined,
      trouble: (error) => troubles.push(error),
    });
  });
  afterAll(() => {
    live?.dispose();
    rmSync(state.root, { recursive: true, force: true });
    expect(troubles).toEqual([]);
  });

  const rows = (): string[] => drawn(containersTree(live.state(Date.now())));
  const shown = (pattern: RegExp): Promise<true> =>
    waitFor(String(pattern), () => (rows().some((row) => pattern.test(row)) ? true : undefined), {
      why: () => rows().join("\n"),
    });

  /** Of an emulation that logs it. */
  const start = (name: string, service: string): void => {
    const log = segmentFile(emulationFolder(state, "abc").logs, service, 0);
    mkdirSync(dirname(log), { recursive: true });
    writeFileSync(log, "1 o hello\n");
    const marks = { [labels.emulation]: "abc", [labels.scenario]: "shop", [labels.service]: service };
    const flags = Object.entries(marks).flatMap(([key, value]) => ["--label", `${key}=${value}`]);
    docker(dockerd.host, "run", "--detach", "--name", name, ...flags, "busybox:local", "sleep", "1000");
  };

  it("is what runs on it, and of our own what was removed as well", async () => {
    await live.look();
    start("web-abc", "web");
    await shown(/^ {2}backcompat shop \| ours · 1 running/);
    await shown(/web-abc \| up/);
    docker(dockerd.host, "rm", "--force", "web-abc");
    await shown(/^ {4}web-abc \| removed \d\d:\d\d, log kept/);
    await shown(/^ {2}backcompat shop \| ours · removed/);
  });

  it("costs nothing while nobody looks, and what went meanwhile is known afterwards", async () => {
    start("db-abc", "db");
    await shown(/db-abc \| up/);
    live.rest();
    expect(watch.state.kind).toBe("idle");
    docker(dockerd.host, "rm", "--force", "db-abc");
    await live.look();
    await shown(/db-abc \| removed \d\d:\d\d, log kept/);
  });

  it("leaves out what is gone and was logged nowhere", async () => {
    docker(dockerd.host, "run", "--detach", "--name", "lonely", "busybox:local", "sleep", "1000");
    await shown(/lonely \| up/);
    docker(dockerd.host, "rm", "--force", "lonely");
    await waitFor("it to be gone", () => (rows().some((row) => /lonely/.test(row)) ? undefined : true));
  });
});
