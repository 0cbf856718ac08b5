import { describe, expect, it } from "vitest";
import { changedRows } from "../../../../../src/editor/views/changes";
import { machineFailure } from "../../../../../src/util/problem";
import { all, drawn, found } from "../looking";
import { container, engine, kept, ours, tree } from "./looking";

describe("the Containers view", () => {
  it("groups what is of an emulation and of a compose project, and leaves the rest alone", () => {
    const rows = [
      container({ name: "lonely" }),
      container({ name: "shop-db-1", composeProject: "shop" }),
      container({
        name: "shop-web-1",
        composeProject: "shop",
        state: "exited",
        status: "Exited (1) 2 hours ago",
      }),
      container({ name: "backcompat-abc-grpc", ours: ours("abc", "grpc"), composeProject: "also" }),
    ];
    expect(drawn(tree([engine({ rows })], new Map([["abc", "dagster 0.14.17"]])))).toEqual([
      "one | Docker 20.10 · 3 running",
      "  backcompat dagster 0.14.17 | ours · 1 running",
      "    backcompat-abc-grpc | up 40 s · busybox:local",
      "  shop | compose · 1 of 2 running",
      "    shop-db-1 | up 40 s · busybox:local",
      "    shop-web-1 | exited with 1 2 h ago · busybox:local",
      "  lonely | up 40 s · busybox:local",
    ]);
  });

  it("names an emulation by its scenario until its record is read", () => {
    const rows = [container({ ours: ours("abc", "grpc") })];
    expect(drawn(tree([engine({ rows })]))[1]).toBe("  backcompat dagster | ours · 1 running");
  });

  it("sorts what runs first, then by name, numbers as numbers", () => {
    const stopped = { state: "exited", status: "Exited (0) 1 second ago" } as const;
    const rows = [
      container({ name: "web-10" }),
      container({ name: "a", ...stopped }),
      container({ name: "web-2" }),
      container({ name: "p", state: "paused", status: "Up 3 minutes (Paused)" }),
    ];
    const [one] = tree([engine({ rows })]);
    expect(one?.children?.map(({ label }) => label)).toEqual(["p", "web-2", "web-10", "a"]);
  });

  it("greys what was removed, last of its group, and a click opens its log", () => {
    const rows = [container({ name: "shop-web-1", composeProject: "shop" })];
    const gone = [
      kept({ composeProject: "shop" }),
      kept({ id: "e", name: "run", logged: { emulation: "abc", service: "run" } }),
    ];
    const nodes = tree([engine({ rows, kept: gone })]);
    expect(drawn(nodes).slice(1)).toEqual([
      "  backcompat abc | ours · removed",
      "    run | removed 10:41, log kept",
      "  shop | compose · 1 running",
      "    shop-web-1 | up 40 s · busybox:local",
      "    gone | removed 10:41, log kept",
    ]);
    expect(found(nodes, "gone")).toMatchObject({
      faded: true,
      context: "kept",
      click: { kind: "command", command: "backcompat.showContainerLog" },
    });
  });

  it("shows several engines, a dead one with why and what to do, and nothing of what it had", () => {
    const { problem } = machineFailure("stale-socket", "Engine 'two': the socket /s is left over", {
      hint: "Start it with `systemctl start docker`",
    });
    const dead = engine({
      name: "two",
      address: "unix:///two",
      kind: "failed",
      problem,
      rows: [container()],
    });
    const nodes = tree([engine(), dead]);
    expect(drawn(nodes)).toEqual([
      "one | Docker 20.10 · 0 running",
      "two | nobody listens: its socket is stale",
      "  Engine 'two': the socket /s is left over.",
      "  Start it with `systemctl start docker`",
    ]);
    expect(nodes.map(({ context }) => context)).toEqual(["engine connected", "engine failed"]);
    expect(nodes[1]?.tooltip).toContain("systemctl start docker");
  });

  it("takes an engine's own words where it has no shorter ones", () => {
    const { problem } = machineFailure("engine-failed", "Engine 'one' at tcp://x can't be used: odd");
    const [one] = tree([engine({ kind: "failed", problem })]);
    expect(one?.description).toBe("at tcp://x can't be used: odd");
  });

  it("keeps the containers of an engine that was lost just now", () => {
    const { problem } = machineFailure("engine-cut", "cut");
    expect(drawn(tree([engine({ kind: "reconnecting", problem, rows: [container()] })]))).toEqual([
      "one | lost just now, connecting again…",
      "  web | up 40 s · busybox:local",
    ]);
  });

  it("says where an engine elsewhere is", () => {
    const away = engine({ address: "ssh://core@10.0.0.5", rows: [container()] });
    expect(tree([away])[0]?.description).toBe("ssh://core@10.0.0.5 · 1 running");
  });

  it("is empty where Docker is not there at all, so that its welcome says what to do", () => {
    const { problem } = machineFailure("no-daemon", "no socket");
    const absent = engine({ from: "socket", kind: "failed", problem });
    expect(tree([absent])).toEqual([]);
    expect(tree([{ ...absent, kept: [kept()] }])).toHaveLength(1);
    expect(tree([absent, engine({ address: "unix:///two" })])).toHaveLength(2);
  });

  it("keeps the ids of rows while they change, and draws only those again", () => {
    const rows = Array.from({ length: 500 }, (_, at) => container({ name: `c${at}`, id: `${at}` }));
    const before = tree([engine({ rows })]);
    const after = tree([
      engine({
        rows: rows.map((row) =>
          row.id === "250" ? { ...row, state: "paused", status: "Up 1 minute (Paused)" } : row,
        ),
      }),
    ]);
    expect(all(before)).toHaveLength(501);
    expect(
      all(after)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(
      all(before)
        .map(({ id }) => id)
        .sort(),
    );
    expect(changedRows(before, tree([engine({ rows })]))).toEqual([]);
    const stopped = rows.map((row) => (row.id === "250" ? { ...row, health: "healthy" as const } : row));
    expect(changedRows(before, tree([engine({ rows: stopped })]))).toEqual(["unix:///one/250"]);
  });

  it("opens a group that has something to see, and leaves one closed where all is over", () => {
    const over = container({ composeProject: "old", state: "exited", status: "Exited (0) 3 days ago" });
    const begun = container({ id: "b", composeProject: "new", state: "created", status: "Created" });
    const nodes = tree([engine({ rows: [over, begun] })]);
    expect([found(nodes, "old").open, found(nodes, "new").open]).toEqual([false, true]);
  });
});
