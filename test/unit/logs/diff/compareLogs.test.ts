import { describe, expect, it } from "vitest";
import { compareLogs } from "../../../../src/logs/diff/compareLogs";
import { MemoryStore, out, start, storedRecords, viewOver } from "../memoryStore";

const record = {
  id: "abc123",
  scenario: "s",
  title: "",
  folder: "/",
  versions: {},
  sides: {},
  host: { pid: 1, startedAt: "" },
  control: "",
  started: start,
  stopping: start + 1000,
  state: "ended" as const,
};

const logOf = async (...texts: readonly string[]) => {
  const store = new MemoryStore().write(...texts.map((text, i) => out(i, text)), out(2000, "SIGTERM, bye"));
  return { view: await viewOver(storedRecords("web", "host", store)), record };
};

const shown = async (green: readonly string[], red: readonly string[]) =>
  (await compareLogs(await logOf(...red), await logOf(...green))).map(({ lines }) =>
    lines.map(({ sign, text }) => sign + text),
  );

describe("a red log against a green one", () => {
  it("shows what it says otherwise, with what stands around it, and not what any two runs differ in", async () => {
    const green = ["up at 127.0.0.1:4000", "1", "2", "3", "got job 10:00:00.1", "200 done", "4"];
    const red = ["up at 127.0.0.1:5000", "1", "2", "3", "got job 11:11:11.1", "KeyError", "500 failed", "4"];
    expect(await shown(green, red)).toEqual([
      [" 2", " 3", " got job 11:11:11.1", "-200 done", "+KeyError", "+500 failed", " 4"],
    ]);
  });

  it("has a hunk for each place, one where they are near", async () => {
    const lines = Array.from({ length: 30 }, (_, i) => `line ${i}`);
    const changed = (...at: readonly number[]) => lines.map((line, i) => (at.includes(i) ? "other" : line));
    expect(await shown(lines, changed(3, 20))).toHaveLength(2);
    const [near = [], ...more] = await shown(lines, changed(3, 6));
    expect(more).toEqual([]);
    expect(near.filter((line) => line.startsWith(" "))).toEqual(
      [0, 1, 2, 4, 5, 7, 8, 9].map((i) => ` line ${i}`),
    );
  });

  it("has none where both say the same, whatever came after the stop", async () => {
    expect(await shown(["a", "b"], ["a", "b"])).toEqual([]);
  });

  it("tells of a service that only one of them has", async () => {
    const other = {
      view: await viewOver(storedRecords("db", undefined, new MemoryStore().write(out(0, "up")))),
      record,
    };
    const hunks = await compareLogs(await logOf("a"), other);
    expect(hunks.map(({ service, lines }) => [service, lines.map(({ sign, text }) => sign + text)])).toEqual([
      ["db", ["-up"]],
      ["web", ["+a"]],
    ]);
  });
});
