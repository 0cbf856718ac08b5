import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inputFailure, machineFailure } from "../../../../src/util/problem";
import { unreachableCode } from "../../../../src/versions/indexes/ask";
import { type Answered, keptReleases } from "../../../../src/versions/indexes/kept";
import { worldOf } from "../fakes";

let cacheDir = "";
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "backcompat-kept-"));
});
afterEach(() => rm(cacheDir, { recursive: true }));

const hour = 3_600_000;
const at = (hours: number, answer: string | Error, refresh = false): Promise<Answered> =>
  keptReleases(
    "key",
    worldOf({ cacheDir: join(cacheDir, "deep", "er"), now: () => hours * hour, refresh }),
    async () => {
      if (typeof answer !== "string") throw answer;
      return [{ name: answer }];
    },
  );
const unreachable = machineFailure(unreachableCode, "https://index/x/ can't be reached: no network");

describe("answers of an index", () => {
  it("are asked once within an hour, and again after it", async () => {
    expect(await at(10, "1.0")).toEqual({ releases: [{ name: "1.0" }], notes: [] });
    expect(await at(10.9, "2.0")).toEqual({ releases: [{ name: "1.0" }], notes: [] });
    expect(await at(11.1, "2.0")).toEqual({ releases: [{ name: "2.0" }], notes: [] });
  });

  it("make no folder that others can look into, be it the first of ours on the machine", async () => {
    await at(10, "1.0");
    if (process.platform === "win32") return;
    for (const folder of [join(cacheDir, "deep"), join(cacheDir, "deep", "er")])
      expect((await stat(folder)).mode & 0o077).toBe(0);
  });

  it("are asked at once on request, and where the clock went back", async () => {
    await at(10, "1.0");
    expect((await at(10, "2.0", true)).releases).toEqual([{ name: "2.0" }]);
    expect((await at(5, "3.0")).releases).toEqual([{ name: "3.0" }]);
  });

  it("serve when old while the index can't be reached, and say so", async () => {
    await at(10, "1.0");
    expect(await at(13, unreachable)).toEqual({
      releases: [{ name: "1.0" }],
      notes: ["from the cache, 3 h old: https://index/x/ can't be reached: no network"],
    });
    expect((await at(10.5, unreachable, true)).notes[0]).toContain("from the cache, 30 min old");
    expect((await at(10 + 24 * 30, unreachable)).notes[0]).toContain("from the cache, 30 days old");
  });

  it("don't hide that the index refused, nor that there is nothing to fall back on", async () => {
    await expect(at(10, unreachable)).rejects.toBe(unreachable);
    await at(10, "1.0");
    const gone = inputFailure("unknown-package", "There is no such package");
    await expect(at(13, gone)).rejects.toBe(gone);
  });

  it.each(["{", "null", '{"askedAt":36000000,"releases":[{"name":7}]}', '{"releases":[]}'])(
    "are asked again where what was kept is damaged: %s",
    async (content) => {
      await at(10, "1.0");
      const folder = join(cacheDir, "deep", "er");
      for (const name of await readdir(folder)) await writeFile(join(folder, name), content);
      expect((await at(10, "2.0")).releases).toEqual([{ name: "2.0" }]);
    },
  );
});
