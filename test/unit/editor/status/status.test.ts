import { describe, expect, it } from "vitest";
import { type MenuOf, type MenuRow, menuRows } from "../../../../src/editor/status/menuRows";
import { elapsed, type StatusOf, statusText } from "../../../../src/editor/status/statusText";
import type { EmulationRecord } from "../../../../src/emulation/record";

const record: EmulationRecord = {
  id: "7f3a91",
  scenario: "tiny",
  title: "tiny",
  folder: "/work",
  versions: {},
  sides: { host: "host main", userCode: "userCode 1.0.0" },
  host: { pid: 1, startedAt: "" },
  control: "",
  started: 1000,
  state: "ready",
};

const status = (more: Partial<StatusOf> = {}): StatusOf => ({
  record,
  edited: false,
  paused: false,
  ...more,
});

describe("the status bar", () => {
  it("shows nothing where nothing runs", () => {
    expect(statusText([], 0)).toBeUndefined();
  });

  it("shows both sides and how long they run", () => {
    expect(statusText([status()], 73_000)?.text).toBe("⇄ host main ⇄ userCode 1.0.0  $(clock) 1m 12s");
  });

  it("shows that it starts, stops or stands at a breakpoint", () => {
    const text = (more: Partial<StatusOf>): string | undefined => statusText([status(more)], 2000)?.text;
    expect(text({ record: { ...record, state: "starting" } })).toContain("$(sync~spin) starting");
    expect(text({ record: { ...record, state: "stopping" } })).toContain("putting everything back");
    expect(text({ paused: true })).toContain("$(debug-pause) paused");
  });

  it("says that the scenario was edited, and when that counts", () => {
    const shown = statusText([status({ edited: true })], 2000);
    expect(shown?.text).toContain("edited");
    expect(shown?.tooltip).toContain("applies at the next start");
  });

  it("shows the newest of several, and how many there are besides", () => {
    const newer = { ...record, sides: { client: "client 2" } };
    expect(statusText([status(), status({ record: newer })], 2000)?.text).toContain("⇄ client 2 +1");
  });

  it("is not read out each second", () => {
    expect(statusText([status()], 2000)?.spoken).toBe(statusText([status()], 3000)?.spoken);
  });

  it("counts without tenths", () => {
    expect([999, 12_000, 72_900, 3_840_000, -5].map(elapsed)).toEqual(["0s", "12s", "1m 12s", "1h 4m", "0s"]);
  });
});

const menu = (more: Partial<MenuOf> = {}): MenuOf => ({
  record,
  settled: {
    sides: {},
    services: {
      web: {
        name: "web",
        side: "host",
        what: { kind: "process", run: [], shell: false },
        after: [],
        env: {},
        ports: {},
        ready: [],
        readyTimeoutMs: 1,
        restart: { policy: "no", max: 0 },
        restartOnSave: false,
        open: "/",
        ignore: [],
      },
    },
    actions: {},
  },
  services: new Map([["web", { kind: "ready", process: { pid: 1, startedAt: "" }, since: 1 }]]),
  ports: new Map([["web", { http: 3000 }]]),
  edited: false,
  ...more,
});

const labels = (rows: readonly MenuRow[]): string[] => rows.map(({ label }) => label);

describe("the status bar's menu", () => {
  it("opens, restarts and shows the log of a service that runs", () => {
    const rows = menuRows([menu()]);
    expect(labels(rows)).toEqual(
      expect.arrayContaining([
        "$(link-external) Open web",
        "$(debug-restart) Restart web",
        "$(output) Show Log of web",
      ]),
    );
    expect(rows.find(({ label }) => label.endsWith("Open web"))).toMatchObject({
      description: "http://localhost:3000",
      argument: { subject: { kind: "service", emulation: "7f3a91", service: "web" } },
    });
  });

  it("starts what failed or was stopped, and opens nothing of it", () => {
    const failed = { kind: "failed", exit: undefined, why: "" } as const;
    const rows = labels(menuRows([menu({ services: new Map([["web", failed]]) })]));
    expect(rows).toContain("$(play) Start web");
    expect(rows.some((label) => label.includes("Open web"))).toBe(false);
  });

  it("sends actions and opens terminals inside a side", () => {
    const { settled } = menu();
    const side = {
      name: "host",
      version: undefined,
      source: { kind: "workspace", folder: "/work" },
      environment: { kind: "none" },
      env: {},
    } as const;
    const command = {
      name: "launch",
      side: undefined,
      after: [],
      run: [],
      shell: false,
      env: {},
      outputs: {},
      timeoutMs: 1,
    };
    const launch = { kind: "run", command, arguments: {} } as const;
    const rows = labels(
      menuRows([menu({ settled: { ...settled, sides: { host: side }, actions: { launch } } })]),
    );
    expect(rows).toEqual(
      expect.arrayContaining(["$(play) launch", "$(terminal) Open Terminal in host main"]),
    );
  });

  it("begins with what an Enter too many does no harm by", () => {
    const [first, second] = menuRows([menu()]);
    expect(first?.kind).toBe("group");
    expect(second?.label).not.toContain("Stop");
  });

  it("says which emulation is meant only where there are several", () => {
    expect(labels(menuRows([menu()]))).toContain("Emulation");
    expect(labels(menuRows([menu(), menu()]))).toContain("Emulation · host main ⇄ userCode 1.0.0");
  });

  it("still starts something where nothing runs", () => {
    expect(labels(menuRows([]))).toEqual([
      "Backcompat",
      "$(history) Emulate Again",
      "$(debug-alt) Emulate…",
      "$(output) Show Log",
    ]);
  });
});
