import { describe, expect, it } from "vitest";
import { parseCim } from "../../../src/processes/cimTable";
import { parseCmdline, parsePsDescription } from "../../../src/processes/describe";
import { parseStat } from "../../../src/processes/procfs";
import { parseElapsed, parsePs } from "../../../src/processes/psTable";
import { environmentHolds, parsePsEnvironments } from "../../../src/processes/tokens";

const stat = (comm: string, state = "S"): string =>
  `4242 (${comm}) ${state} 17 4240 4239 34816 4242 4194304 1 0 0 0 1 2 0 0 20 0 1 0 987654 9 8 18446744073709551615 1 1 0\n`;

describe("Linux's /proc", () => {
  it("gives parent, group, session and a start that names the boot", () => {
    expect(parseStat(stat("node"), "b00t")).toEqual({
      pid: 4242,
      startedAt: "b00t.987654",
      parent: 17,
      group: 4240,
      session: 4239,
      state: "running",
    });
  });

  it.each(["a b c", "evil) S 1 1 1", "((", ") Z ("])("reads past a command named %j", (comm) => {
    expect(parseStat(stat(comm), "b")).toMatchObject({ parent: 17, state: "running", startedAt: "b.987654" });
  });

  it.each([
    ["Z", "zombie"],
    ["X", "zombie"],
    ["T", "stopped"],
    ["t", "running"],
    ["D", "running"],
    ["R", "running"],
  ])("takes state %s for %s", (letter, state) => {
    expect(parseStat(stat("x", letter), "b")?.state).toBe(state);
  });

  it("makes nothing of half a file", () => {
    expect(parseStat("", "b")).toBeUndefined();
    expect(parseStat("4242 (node) S 17", "b")).toBeUndefined();
  });

  it("shows a command line with blanks, and a kernel thread by its name", () => {
    expect(parseCmdline("python\0-m\0http.server\0", "python")).toBe("python -m http.server");
    expect(parseCmdline("", "kworker/0:1\n")).toBe("[kworker/0:1]");
  });

  it("finds a variable only as a whole", () => {
    const holds = (text: string): boolean => environmentHolds(Buffer.from(text), "BACKCOMPAT_RUN=run-1");
    expect(holds("BACKCOMPAT_RUN=run-1\0A=b\0")).toBe(true);
    expect(holds("A=b\0BACKCOMPAT_RUN=run-1\0")).toBe(true);
    expect(holds("A=b\0BACKCOMPAT_RUN=run-12\0")).toBe(false);
    expect(holds("XBACKCOMPAT_RUN=run-1\0")).toBe(false);
    expect(holds("X=BACKCOMPAT_RUN=run-1\0A=BACKCOMPAT_RUN=run-1\0")).toBe(false);
    expect(holds("")).toBe(false);
  });
});

describe("macOS's ps", () => {
  const table = `    1     0     1      0 Ss   Thu Jan  2 03:04:05 2025
  501   499   501      0 S+   Fri Mar 14 15:09:26 2025
  502   501   501      0 T    Fri Mar 14 15:09:27 2025
  503   501   501 0x1f2a Z    Fri Mar 14 15:09:27 2025

`;

  it("gives the same row for the same process, however days are padded", () => {
    const rows = parsePs(table);
    expect(rows.map(({ pid }) => pid)).toEqual([1, 501, 502, 503]);
    expect(rows[1]).toEqual({
      pid: 501,
      startedAt: "Fri Mar 14 15:09:26 2025",
      parent: 499,
      group: 501,
      session: 0,
      state: "running",
    });
    expect(rows[0]?.startedAt).toBe("Thu Jan 2 03:04:05 2025");
    expect(rows.map(({ state }) => state)).toEqual(["running", "running", "stopped", "zombie"]);
  });

  it.each([
    ["00:07", 7],
    ["12:34", 754],
    ["01:00:00", 3600],
    ["2-03:04:05", 183_845],
    ["?", undefined],
  ])("reads the elapsed time %s", (text, seconds) => {
    expect(parseElapsed(text)).toBe(seconds);
  });

  it("describes a process by command line, age and parent", () => {
    expect(parsePsDescription(9, "  499    01:05 /usr/bin/python3 -m http.server 8000\n")).toEqual({
      pid: 9,
      command: "/usr/bin/python3 -m http.server 8000",
      ageSeconds: 65,
      parent: 499,
    });
    expect(parsePsDescription(9, "")).toBeUndefined();
  });

  it("finds the token among what follows the command line", () => {
    const text = `  71 /bin/sleep 5 PATH=/bin BACKCOMPAT_RUN=run-1 HOME=/x
  72 /bin/sleep 5 BACKCOMPAT_RUN=run-12
  73 node a.js BACKCOMPAT_RUN=run-1
`;
    expect(parsePsEnvironments(text, "BACKCOMPAT_RUN=run-1")).toEqual([71, 73]);
  });
});

describe("Windows' CIM", () => {
  const ticks = "638755853660000000"; // 2025-02-19T18:09:26Z

  it("reads one process, which comes without brackets, and many", () => {
    const one = `{"ProcessId":8,"ParentProcessId":4,"CommandLine":"py -m x","Ticks":"${ticks}"}`;
    const [row] = parseCim(one, Date.parse("2025-02-19T18:10:26Z"));
    expect(row).toMatchObject({ pid: 8, parent: 4, command: "py -m x", startedAt: ticks, ageSeconds: 60 });
    expect(parseCim(`[${one},${one}]`)).toHaveLength(2);
  });

  it("leaves out what has no start, and copes with a hidden command line and with no answer", () => {
    const rows = parseCim(
      `[{"ProcessId":0,"ParentProcessId":0,"CommandLine":null,"Ticks":""},
        {"ProcessId":4,"ParentProcessId":0,"CommandLine":null,"Ticks":"${ticks}"}]`,
    );
    expect(rows.map(({ pid, command }) => [pid, command])).toEqual([[4, undefined]]);
    expect(parseCim("\r\n")).toEqual([]);
  });
});
