import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runTool } from "../../../src/processes/tool";
import { choose } from "../../../src/versions/choose";
import { resolveAxis } from "../../../src/versions/resolve";
import type { Axis, VersionSource } from "../../../src/versions/types";
import type { VersionsWorld } from "../../../src/versions/world";

let world: VersionsWorld;
const signal = new AbortController().signal;
beforeAll(async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), "backcompat-real-versions-"));
  world = { run: runTool, env: process.env, workspaceFolder: cacheDir, cacheDir, now: () => Date.now() };
});
afterAll(() => rm(world.cacheDir, { recursive: true }));

const axisOf = (source: VersionSource, more: Partial<VersionsWorld> = {}): Promise<Axis> =>
  resolveAxis({ name: "release", source, range: "<=2.32.5" }, { ...world, ...more }, signal);

describe("real indexes, as this machine's pip and npm are set up", () => {
  it("PyPI: releases in order, dated, without yanked ones and pre-releases", async () => {
    const axis = await axisOf({ kind: "pypi", name: "requests" });
    expect((await choose(axis, "@latest", world, signal)).release).toMatchObject({ name: "2.32.5" });
    expect((await choose(axis, "2.31.0", world, signal)).date).toMatch(/^2023-05-22T/);
    expect(axis.leftOut.find(({ release }) => release.name === "2.32.0")).toMatchObject({
      because: "yanked",
    });
  });

  it("npm: releases in order, kept and offered while the registry can't be reached", async () => {
    const source = { kind: "npm", name: "is-number" } as const;
    const first = await axisOf(source);
    expect(first.releases.map(({ name }) => name)).toEqual(expect.arrayContaining(["0.1.0", "2.1.0"]));
    const later = await axisOf(source, {
      now: () => Date.now() + 5 * 3_600_000,
      get: () => Promise.reject(new Error("unplugged")),
    });
    expect(later.releases).toEqual(first.releases);
    expect(later.notes[0]).toMatch(/^from the cache, 5 h old: .*unplugged/);
  });

  it("PyPI: a package that isn't there", async () => {
    await expect(axisOf({ kind: "pypi", name: "backcompat-no-such-package" })).rejects.toThrow(
      "There is no Python package 'backcompat-no-such-package'",
    );
  });
});
