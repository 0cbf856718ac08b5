import { describe, expect, it } from "vitest";
import { type PickerState, pickerRows, type Row } from "../../../../../src/editor/emulate/picker/rows";
import { axesToAsk, pickerTitle } from "../../../../../src/editor/emulate/picker/words";
import { outlooks } from "../../../../../src/scenario/outlook";
import { versionOfRelease } from "../../../../../src/versions/findRelease";
import type { Axis, VersionSource } from "../../../../../src/versions/types";
import { pair, theScenario } from "../scenarioText";

const now = Date.parse("2026-11-20T12:00:00Z");
const hour = 3_600_000;

const axisOf = (names: readonly string[], more: Partial<Axis> = {}): Axis => ({
  name: "release",
  scheme: "pep440",
  source: { kind: "list", versions: names },
  releases: names.map((name) => ({ name, date: "2022-06-09T08:00:00Z" })),
  leftOut: [],
  aliases: {},
  notes: [],
  ...more,
});

const scenario = theScenario(pair());

const stateOf = (axis: Axis, more: Partial<PickerState> = {}, swap = false): PickerState => {
  const host = versionOfRelease({ ...axis, name: "host" }, { name: "2.0.0" });
  const look = outlooks(scenario, swap);
  return {
    axis,
    last: undefined,
    outlook: (version) => look({ host, [axis.name]: version }),
    past: new Map(),
    readiness: () => undefined,
    now,
    ...more,
  };
};

const versions = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) => (row.kind === "version" ? [row.version] : []));
const groups = (rows: readonly Row[]): string[] =>
  rows.flatMap((row) => (row.kind === "group" ? [row.label] : []));
const rowOf = (rows: readonly Row[], version: string) =>
  rows.find((row) => row.kind === "version" && row.version === version);

const git: VersionSource = { kind: "git", repo: "/work" };

describe("the list of releases", () => {
  it("has the newest first, the newest of each minor line before all others, and none twice", () => {
    const rows = pickerRows(stateOf(axisOf(["1.0.0", "1.0.1", "1.1.0", "1.1.9"])));
    expect(groups(rows)).toEqual(["latest per minor", "the other 2 of 4 releases"]);
    expect(versions(rows)).toEqual(["1.1.9", "1.0.1", "1.1.0", "1.0.0"]);
  });

  it("is one plain list where each minor line has one release, or there is only one line", () => {
    expect(groups(pickerRows(stateOf(axisOf(["1.0.0", "1.1.0"]))))).toEqual(["releases"]);
    expect(groups(pickerRows(stateOf(axisOf(["1.0.0", "1.0.1"]))))).toEqual(["releases"]);
  });

  it("says nothing of a Python that any release would take", () => {
    const any = outlooks(theScenario(pair("", '">=3.8"')), false);
    const host = versionOfRelease(axisOf([], { name: "host" }), { name: "2.0.0" });
    const state = stateOf(axisOf(["1.0.0"]), { outlook: (release) => any({ host, release }) });
    expect(rowOf(pickerRows(state), "1.0.0")).toMatchObject({ description: "2022-06-09" });
  });

  it("begins with the last choice, which is in no other group", () => {
    const rows = pickerRows(stateOf(axisOf(["1.0.0", "1.1.0"]), { last: "1.0.0" }));
    expect(versions(rows)).toEqual(["1.0.0", "1.1.0"]);
    expect(rows[0]).toMatchObject({
      label: "$(history) 1.0.0",
      description: expect.stringMatching(/^last time · 2022-06-09/),
    });
  });

  it("begins with what runs now where one changes it", () => {
    const [first] = pickerRows(stateOf(axisOf(["1.0.0", "1.1.0"]), { last: "1.0.0", running: true }));
    expect(first).toMatchObject({
      version: "1.0.0",
      description: expect.stringMatching(/^now · 2022-06-09/),
    });
  });

  it("offers the last choice also where it is a branch, or no longer a release", () => {
    const [first] = pickerRows(stateOf(axisOf(["1.0.0"]), { last: "feature/x" }));
    expect(first).toMatchObject({ kind: "version", version: "feature/x", description: "last time" });
  });

  it("says date, Python of the side that takes the release, readiness, alias and the last verdict", () => {
    const state = stateOf(axisOf(["1.0.0", "2.0.0"], { aliases: { earliest: "1.0.0" } }), {
      readiness: () => "about 8 s to build",
      past: new Map([["1.0.0", { verdict: "red", ended: now - 24 * hour }]]),
    });
    expect(rowOf(pickerRows(state), "1.0.0")).toMatchObject({
      description: "2022-06-09 · Python 3.8 · about 8 s to build · earliest · $(error) red yesterday",
    });
    expect(rowOf(pickerRows(state), "2.0.0")).toMatchObject({
      description: "2022-06-09 · Python 3.11 · about 8 s to build",
    });
  });

  it("warns of a release that breaks the policy, in its sentence, and keeps it choosable", () => {
    const rows = pickerRows(stateOf(axisOf(["2.0.0", "3.0.0"])));
    expect(rowOf(rows, "3.0.0")).toMatchObject({
      warning: "host 2.0.0 would be older than userCode 3.0.0: hosts are upgraded first",
    });
    expect(rowOf(rows, "2.0.0")).toMatchObject({ warning: undefined });
  });

  it("warns of other releases once sides are swapped", () => {
    const rows = pickerRows(stateOf(axisOf(["1.0.0", "3.0.0"]), {}, true));
    expect(rowOf(rows, "1.0.0")).toMatchObject({
      warning: expect.stringContaining("host 1.0.0 would be older"),
    });
    expect(rowOf(rows, "3.0.0")).toMatchObject({ warning: undefined });
  });

  it("ends with the workspace and free input where the axis is of a git repository, and only there", () => {
    const rows = pickerRows(stateOf(axisOf(["1.0.0"], { source: git })));
    expect(rows.slice(-3)).toMatchObject([
      { kind: "group", label: "not released" },
      { kind: "version", version: "workspace" },
      { kind: "other" },
    ]);
    expect(pickerRows(stateOf(axisOf(["1.0.0"]))).some(({ kind }) => kind === "other")).toBe(false);
  });

  it("knows two thousand releases in a fraction of a second, each of them once", () => {
    const names = Array.from(
      { length: 2000 },
      (_, n) => `${Math.floor(n / 200)}.${Math.floor(n / 10) % 20}.${n % 10}`,
    );
    const began = performance.now();
    const rows = pickerRows(stateOf(axisOf(names)));
    expect(new Set(versions(rows)).size).toBe(2000);
    expect(versions(rows)).toHaveLength(2000);
    // Generous: what is held is that nothing is settled whole for each row.
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe("the list's title", () => {
  it("names the sides that take the axis, also when they changed places", () => {
    const axis = axisOf(["1.0.0"]);
    expect(pickerTitle("pair", stateOf(axis))).toBe("pair: which release should userCode be?");
    expect(pickerTitle("pair", stateOf(axis, {}, true))).toBe("pair: which release should host be?");
  });

  it("names the axis where no side takes it by itself", () => {
    expect(pickerTitle("pair", stateOf(axisOf([])))).toBe("pair: which release?");
    expect(pickerTitle("pair", stateOf(axisOf([], { name: "server" })))).toBe(
      "pair: which version of server?",
    );
  });
});

describe("the axes that are asked", () => {
  it("are those that do not stand at the workspace", () => {
    const [host, release] = [axisOf([], { name: "host", default: "workspace" }), axisOf([])];
    expect(axesToAsk([host, release])).toEqual([release]);
    expect(axesToAsk([release, axisOf([], { name: "client" })])).toHaveLength(2);
  });

  it("are the last one where all stand at the workspace", () => {
    const axes = ["host", "release"].map((name) => axisOf([], { name, default: "workspace" }));
    expect(axesToAsk(axes).map(({ name }) => name)).toEqual(["release"]);
  });
});
