import { describe, expect, it } from "vitest";
import type { FolderState } from "../../../../../src/editor/views/scenario/state";
import { scenarioTree } from "../../../../../src/editor/views/scenario/tree";
import { exits } from "../../../../../src/util/problem";
import { all, drawn, found, running, service, side } from "../looking";

const now = new Date(2026, 10, 20, 10, 45).getTime();
const place = { file: "/w/.vscode/backcompat.json", line: 4, column: 5 };
const folder = (more: Partial<FolderState> = {}): FolderState => ({
  path: "/w",
  name: "w",
  scenarios: [
    { name: "pair", title: "A pair", place, swappable: true },
    { name: "other", title: "Another", place, swappable: false },
  ],
  problems: [],
  ...more,
});

describe("the Scenario view", () => {
  it("lists what could run, and leads to its place in the file", () => {
    const tree = scenarioTree({ folders: [folder()], running: [], now });
    expect(drawn(tree)).toEqual(["pair | not running", "other | not running"]);
    expect(found(tree, "pair")).toMatchObject({
      context: "scenario idle swappable",
      click: { kind: "place", place },
      subject: { kind: "scenario", folder: "/w", scenario: "pair" },
    });
  });

  it("shows sides with their services, actions and rewritten files of what runs", () => {
    const one = running({
      sides: [side(), side({ name: "user", version: "1.2.0", source: "worktree", edited: ["a.py"] })],
      services: [service(), service({ name: "code", side: "user", ports: { rpc: 4266 }, debugged: true })],
      actions: [{ name: "launch", kind: "http", last: { outcome: "200 in 0.1 s", answer: "{}" } }],
      rewrites: [
        { index: 0, side: "host", file: "conf/workspace.yaml", values: ["port = 4266"], done: true },
      ],
    });
    expect(drawn(scenarioTree({ folders: [folder()], running: [one], now }))).toEqual([
      "pair | running since 10:40",
      "  host | workspace · Python 3.11.2",
      "    web | :3000 · running",
      "  user | 1.2.0 · Python 3.11.2 · 1 changed",
      "    code | :4266 · debugging",
      "  Actions",
      "    launch | 200 in 0.1 s",
      "  Rewritten",
      "    workspace.yaml | host · 1 value",
      "other | not running",
    ]);
  });

  it("says which step is under way while it starts, and that it stops", () => {
    const starting = running({ state: "starting", step: "check out 1.2.0", sides: [], services: [] });
    expect(drawn(scenarioTree({ folders: [folder()], running: [starting], now }))[0]).toBe(
      "pair | starting · check out 1.2.0",
    );
    const stopping = running({ state: "stopping", step: "check out 1.2.0" });
    expect(drawn(scenarioTree({ folders: [folder()], running: [stopping], now }))[0]).toBe("pair | stopping");
  });

  it("says that the sides have changed places", () => {
    const swapped = scenarioTree({ folders: [folder()], running: [running({ swapped: true })], now });
    expect(drawn(swapped)[0]).toBe("pair | running since 10:40 · swapped");
  });

  it("marks an emulation one of whose services has failed", () => {
    const one = running({ services: [service({ state: "failed" })] });
    expect(found(scenarioTree({ folders: [folder()], running: [one], now }), "pair").icon).toBe("warning");
  });

  it("shows each of two emulations of one scenario", () => {
    const tree = scenarioTree({ folders: [folder()], running: [running(), running({ id: "def456" })], now });
    expect(tree.map(({ id }) => id)).toEqual(["emulation/abc123", "emulation/def456", "scenario//w/other"]);
  });

  it("goes on showing what runs when the file names it no more, or can't be read", () => {
    const empty = folder({ scenarios: [] });
    expect(drawn(scenarioTree({ folders: [empty], running: [running()], now }))[0]).toMatch(
      /^pair \| running/,
    );
    expect(drawn(scenarioTree({ folders: [], running: [running()], now }))[0]).toMatch(/^pair \| running/);
  });

  it("shows services that belong to no side", () => {
    const one = running({ services: [service({ name: "db", side: undefined })] });
    const [root] = scenarioTree({ folders: [folder()], running: [one], now });
    expect(root?.children?.map(({ label }) => label)).toEqual(["host", "db"]);
  });

  it("names the folder only where there are several", () => {
    const solo = { name: "solo", title: "Solo", place, swappable: false };
    const other = folder({ path: "/x", name: "x", scenarios: [solo] });
    expect(drawn(scenarioTree({ folders: [folder(), other], running: [], now }))).toEqual([
      "w",
      "  pair | not running",
      "  other | not running",
      "x",
      "  solo | not running",
    ]);
    const none = folder({ path: "/y", name: "y", scenarios: [] });
    expect(scenarioTree({ folders: [none, none], running: [], now })).toEqual([]);
  });

  it("shows an error of the file, and leads to its place", () => {
    const problem = {
      code: "x",
      message: 'scenarios.s.services.a.side: there is no side "hots"',
      hint: "Did you mean host?",
      place,
    };
    const tree = scenarioTree({
      folders: [folder({ problems: [{ ...problem, exit: exits.input }] })],
      running: [],
      now,
    });
    expect(tree[0]).toMatchObject({
      label: 'There is no side "hots"',
      description: "line 4",
      icon: "error",
      click: { kind: "place", place },
    });
    expect(tree[0]?.tooltip).toContain("scenarios.s.services.a.side");
    expect(tree[0]?.tooltip).toContain("Did you mean host?");
  });

  it("gives no two rows one id", () => {
    const one = running({
      sides: [side(), side({ name: "web" })],
      services: [service(), service({ name: "host", side: "web" })],
      actions: [{ name: "web", kind: "run", last: undefined }],
      rewrites: [{ index: 0, side: "host", file: "web", values: [], done: false }],
    });
    const ids = all(
      scenarioTree({ folders: [folder()], running: [one, running({ id: "def456" })], now }),
    ).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("offers what a side can do only once its files are there", () => {
    const absent = running({ sides: [side({ dir: undefined })] });
    const tree = scenarioTree({ folders: [], running: [absent], now });
    expect(found(tree, "host").context).toBe("side absent versioned");
    const there = scenarioTree({
      folders: [],
      running: [running({ sides: [side({ source: "worktree" })] })],
      now,
    });
    expect(found(there, "host").context).toBe("side there versioned foreign");
  });

  it("says in a side's tooltip where it lies and which files were changed", () => {
    const edited = ["a", "b", "c", "d", "e", "f", "g"];
    const tree = scenarioTree({ folders: [], running: [running({ sides: [side({ edited })] })], now });
    expect(found(tree, "host").tooltip).toBe(
      "host workspace\n/w\nPython 3.11.2\n7 files changed since the commit:\n  a\n  b\n  c\n  d\n  e\n  and 2 more",
    );
    const clean = scenarioTree({ folders: [], running: [running()], now });
    expect(found(clean, "host").tooltip).toContain("clean");
  });

  it("keeps the answer to an action in its tooltip", () => {
    const actions = [{ name: "go", kind: "http", last: { outcome: "200 in 0.1 s", answer: "{}" } }] as const;
    const tree = scenarioTree({ folders: [], running: [running({ actions })], now });
    expect(found(tree, "go").tooltip).toBe("Send go\n200 in 0.1 s\n{}");
    const never = [{ name: "go", kind: "run", last: undefined }] as const;
    const fresh = scenarioTree({ folders: [], running: [running({ actions: never })], now });
    expect(found(fresh, "go")).toMatchObject({ tooltip: "Send go", icon: "terminal" });
  });

  it("does not offer the difference of a file that is not rewritten yet", () => {
    const rewrites = [{ index: 0, side: "host", file: "a.yaml", values: ["x = 1"], done: false }];
    const tree = scenarioTree({ folders: [], running: [running({ rewrites })], now });
    expect(found(tree, "a.yaml")).toMatchObject({
      context: "rewrite",
      description: "host · 1 value · not yet",
    });
    expect(found(tree, "a.yaml").click).toBeUndefined();
  });
});
