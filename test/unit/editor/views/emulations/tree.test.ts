import { describe, expect, it } from "vitest";
import type { ListedEmulation } from "../../../../../src/editor/views/emulations/state";
import { emulationsTree } from "../../../../../src/editor/views/emulations/tree";
import { hostDied } from "../../../../../src/emulation/hostDied";
import type { EmulationRecord } from "../../../../../src/emulation/record";
import { drawn, found } from "../looking";

const now = new Date(2026, 10, 20, 12, 0).getTime();
const at = (hour: number, minute: number, day = 20): number =>
  new Date(2026, 10, day, hour, minute).getTime();

const record = (more: Partial<EmulationRecord> = {}): EmulationRecord => ({
  id: "abc123",
  scenario: "tiny",
  title: "Webserver ↔ older user code",
  folder: "/w",
  versions: { host: "workspace", release: "1.2.0" },
  sides: { host: "host workspace", userCode: "userCode 1.2.0" },
  host: { pid: 1, startedAt: "x" },
  control: "/s",
  started: at(10, 40),
  ended: at(10, 40) + 41_000,
  state: "ended",
  ...more,
});

const listed = (more: Partial<EmulationRecord>, rest: Partial<ListedEmulation> = {}): ListedEmulation => ({
  record: record(more),
  host: "none",
  logs: [],
  artifacts: [],
  ...rest,
});

const tree = (...emulations: ListedEmulation[]) => emulationsTree({ emulations, now });

describe("the Emulations view", () => {
  it("says versions, verdict, how long it took and when", () => {
    expect(drawn(tree(listed({ verdict: "green" })))).toEqual(["tiny 1.2.0 | green · 41 s · 10:40"]);
  });

  it("names the day of older ones", () => {
    const old = listed({ verdict: "red", started: at(9, 5, 3), ended: at(9, 5, 3) + 2000 });
    expect(drawn(tree(old))).toEqual(["tiny 1.2.0 | red · 2.0 s · 3 Nov 09:05"]);
  });

  it("shows what runs first, and who runs it", () => {
    const past = listed({ id: "p", started: at(11, 0), ended: at(11, 1), verdict: "cancelled" });
    const here = listed({ id: "h", state: "ready" }, { host: "here" });
    const there = listed({ id: "e", state: "ready" }, { host: "elsewhere" });
    const dead = listed({ id: "d", state: "ready" }, { host: "dead" });
    expect(drawn(tree(past, here, there, dead))).toEqual([
      "tiny 1.2.0 | running since 10:40",
      "tiny 1.2.0 | running elsewhere since 10:40",
      "tiny 1.2.0 | its host died · 10:40",
      "tiny 1.2.0 | cancelled · 1m 0s · 11:00",
    ]);
  });

  it("has an icon and a colour for each verdict, and for none", () => {
    const looks = (["green", "red", "unbuildable", "absent", "cancelled"] as const).map((verdict) => {
      const [node] = tree(listed({ verdict }));
      return `${verdict}: ${node?.icon} ${node?.color}`;
    });
    expect(looks).toEqual([
      "green: pass testing.iconPassed",
      "red: error testing.iconFailed",
      "unbuildable: warning testing.iconErrored",
      "absent: circle-slash testing.iconSkipped",
      "cancelled: circle-slash testing.iconSkipped",
    ]);
    expect(drawn(tree(listed({ why: "no disk" })))).toEqual(["tiny 1.2.0 | failed · 41 s · 10:40"]);
    expect(drawn(tree(listed({ why: hostDied })))).toEqual([
      "tiny 1.2.0 | its host died, cleaned up · 41 s · 10:40",
    ]);
    expect(drawn(tree(listed({})))).toEqual(["tiny 1.2.0 | stopped · 41 s · 10:40"]);
  });

  it("keeps logs and artifacts of an emulation below it", () => {
    const one = listed(
      { verdict: "red" },
      { logs: ["web"], artifacts: [{ name: "core.zip", path: "/s/core.zip" }] },
    );
    const nodes = tree(one);
    expect(drawn(nodes).slice(1)).toEqual(["  web | log", "  core.zip"]);
    expect(found(nodes, "web").subject).toEqual({ kind: "service", emulation: "abc123", service: "web" });
    expect(found(nodes, "core.zip")).toMatchObject({ path: "/s/core.zip", click: { kind: "file" } });
    expect(nodes[0]?.context).toBe("record none artifacts");
  });

  it("says in its tooltip why it ended so", () => {
    const [node] = tree(listed({ why: "its host died; what it had changed was undone" }));
    expect(node?.tooltip).toContain("its host died; what it had changed was undone");
    expect(node?.tooltip).toContain("userCode 1.2.0");
  });
});
