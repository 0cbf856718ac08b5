import { describe, expect, it } from "vitest";
import { when } from "../../../../../src/editor/emulate/picker/age";
import { pastRuns } from "../../../../../src/editor/emulate/picker/past";
import { readiness } from "../../../../../src/editor/emulate/picker/readiness";
import { type KnownBuild, knownBuilds } from "../../../../../src/emulation/knownBuilds";
import type { EmulationRecord } from "../../../../../src/emulation/record";
import type { Outlook } from "../../../../../src/scenario/outlook";

const version = (name: string) => ({
  axis: "release",
  name,
  kind: "release" as const,
  order: { scheme: "semver" as const, nearest: name, after: 0 },
});

const outlook = (host: string, userCode: string): Outlook => ({
  sides: {
    host: { version: version(host), python: undefined },
    userCode: { version: version(userCode), python: undefined },
  },
  warning: undefined,
});

const build = (side: string, name: string, seconds?: number, there = true): KnownBuild => ({
  side,
  version: name,
  seconds,
  there,
});

describe("what is known of the time that building takes", () => {
  it("is ready where each side was built at its version, or needs nothing", () => {
    const ready = readiness([build("host", "2"), build("userCode", "1", 6)]);
    expect(ready(outlook("2", "1"))).toBe("ready");
  });

  it("is what such a side took before, by the middle of it, where it has to be built", () => {
    const known = [
      build("host", "2"),
      ...[4, 8, 90].map((seconds, n) => build("userCode", `1.${n}`, seconds)),
    ];
    expect(readiness(known)(outlook("2", "3"))).toBe("about 8 s to build");
  });

  it("is the longest of both sides, as they are built beside each other", () => {
    const known = [build("host", "1", 30), build("userCode", "1", 5)];
    expect(readiness(known)(outlook("2", "2"))).toBe("about 30 s to build");
  });

  it("counts an environment that was removed as one to build", () => {
    const known = [build("host", "2"), build("userCode", "1", undefined, false), build("userCode", "0", 3)];
    expect(readiness(known)(outlook("2", "1"))).toBe("about 3 s to build");
  });

  it("is nothing where no such side was ever built", () => {
    expect(readiness([])(outlook("2", "1"))).toBeUndefined();
  });
});

const record = (more: Partial<EmulationRecord>): EmulationRecord => ({
  id: "7f3a91",
  scenario: "tiny",
  title: "tiny",
  folder: "/work",
  versions: { host: "workspace", release: "1.0.0" },
  sides: {},
  host: { pid: 1, startedAt: "" },
  control: "",
  started: 1,
  ended: 2,
  state: "ended",
  verdict: "red",
  ...more,
});

const tiny = {
  folder: "/work",
  scenario: "tiny",
  axis: "release",
  swap: false,
  others: { host: "workspace" },
};

describe("the environments that are known", () => {
  const of = (more: Partial<EmulationRecord>, isThere = async () => true) =>
    knownBuilds(
      [record(more), record({ built: [{ side: "host", version: "2", seconds: 9 }] })],
      "/work",
      "tiny",
      isThere,
    );

  it("are those that any emulation of the scenario had built, the newest of each side and version", async () => {
    const built = [{ side: "host", version: "2", dir: "/e/1", seconds: 4 }, { side: "user" }];
    expect(await of({ built })).toEqual([
      { side: "host", version: "2", there: true, seconds: 4 },
      { side: "user", version: "", there: true, seconds: undefined },
    ]);
  });

  it("tell how long it took also where they are gone", async () => {
    const built = [{ side: "host", version: "2", dir: "/e/1", seconds: 4 }];
    expect(await of({ built }, async () => false)).toEqual([
      { side: "host", version: "2", there: false, seconds: 4 },
    ]);
  });

  it("are none of other folders, scenarios, or of records of an older build", async () => {
    const built = [{ side: "user", version: "1" }];
    const known = await Promise.all([of({ built, folder: "/o" }), of({ built, scenario: "x" }), of({})]);
    expect(known.flat().map(({ side }) => side)).toEqual(["host", "host", "host"]);
  });
});

describe("past runs", () => {
  it("are known by version, the newest of each", () => {
    const past = pastRuns([record({ ended: 9, verdict: "green" }), record({ ended: 5 })], tiny);
    expect([...past]).toEqual([["1.0.0", { verdict: "green", ended: 9 }]]);
  });

  it("say nothing where somebody cancelled them, or they came to no verdict", () => {
    const { verdict: _, ...none } = record({});
    expect(pastRuns([record({ verdict: "cancelled" }), none], tiny).size).toBe(0);
  });

  it("are found behind newer ones that were stopped without a verdict", () => {
    const { verdict: _, ...stopped } = record({ ended: 9 });
    expect([...pastRuns([stopped, record({ ended: 5 })], tiny)]).toEqual([
      ["1.0.0", { verdict: "red", ended: 5 }],
    ]);
  });

  it("count only for the same folder, scenario, other versions, and the same way round", () => {
    const others = [
      record({ folder: "/other" }),
      record({ scenario: "large" }),
      record({ swapped: true }),
      record({ versions: { host: "2.0.0", release: "1.0.0" } }),
    ];
    expect(pastRuns(others, tiny).size).toBe(0);
  });
});

describe("when something was", () => {
  const at = (text: string): number => new Date(text).getTime();
  const now = at("2026-11-20T09:00:00");

  it("is said by the person's calendar days", () => {
    expect(when(at("2026-11-20T00:10:00"), now)).toBe("today");
    expect(when(at("2026-11-19T23:50:00"), now)).toBe("yesterday");
    expect(when(at("2026-11-16T12:00:00"), now)).toBe("4 days ago");
    expect(when(at("2022-06-09T12:00:00"), now)).toBe("2022-06-09");
  });

  it("is today where clocks disagree", () => {
    expect(when(now + 60_000, now)).toBe("today");
  });
});
