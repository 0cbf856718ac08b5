import { describe, expect, it } from "vitest";
import {
  type FromPage,
  nothingFiltered,
  nothingSought,
  type ToPage,
  toPage,
} from "../../../../src/contract/logPane";
import { PaneSession } from "../../../../src/editor/logs/session";
import { MemoryStore, out, start, storedRecords, viewOver } from "../../logs/memoryStore";

const host = (): MemoryStore =>
  new MemoryStore().write(out(0, "launch the_job"), out(30, "ERROR launch failed"));

const code = (): MemoryStore =>
  new MemoryStore().write(out(10, "snapshot the_job"), out(20, "ERROR unknown field at repo.py:3"));

const open = async (services?: string[]) => {
  const heard: ToPage[] = [];
  const asked: unknown[] = [];
  const session = new PaneSession(
    await viewOver(storedRecords("web", "host", host()), storedRecords("grpc", "userCode", code())),
    { target: { emulation: "e", services }, title: "t", look: { wrap: false, folded: true } },
    {
      post: (message) => heard.push(message),
      open: async (place) => void asked.push(place),
      copy: async (_, from, to) => void asked.push([from, to]),
      save: async () => undefined,
      asText: async () => undefined,
      merged: async (time) => void asked.push(time),
      causes: async () => ({
        lines: [
          { side: "userCode", service: "grpc", version: "1.0.0", text: "unknown field", time: start + 20 },
        ],
        silent: ["host"],
      }),
      failed: (error) => asked.push(error),
    },
  );
  const tell = async (...messages: FromPage[]): Promise<void> => {
    for (const message of messages) await session.hear(message);
  };
  const last = <K extends ToPage["kind"]>(kind: K) =>
    heard.findLast((message): message is Extract<ToPage, { kind: K }> => message.kind === kind);
  return { session, heard, asked, tell, last };
};

const ready: FromPage = { kind: "ready", state: undefined };

describe("the editor's half of a log pane", () => {
  it("tells a new page what it shows, and only what a page understands", async () => {
    const { heard, tell, last } = await open();
    await tell(ready);
    expect(heard.map(({ kind }) => kind)).toEqual(["opened", "view", "causes"]);
    expect(heard.filter((message) => !toPage(JSON.parse(JSON.stringify(message))))).toEqual([]);
    expect(last("view")).toMatchObject({ count: 4, at: undefined });
  });

  it("gives windows of lines, and none of an older view", async () => {
    const { tell, last, heard } = await open();
    await tell(ready, { kind: "rows", view: 1, from: 1, to: 3 });
    expect(last("rows")?.rows.map(({ text, source }) => [text, source])).toEqual([
      ["snapshot the_job", 1],
      ["ERROR unknown field at repo.py:3", 1],
    ]);
    const before = heard.length;
    await tell({ kind: "rows", view: 0, from: 0, to: 9 });
    expect(heard).toHaveLength(before);
  });

  it("of one service shows no other's lines, whatever is chosen", async () => {
    const { tell, last } = await open(["web"]);
    await tell(ready);
    expect(last("opened")?.canMerge).toBe(true);
    expect(last("view")).toMatchObject({ count: 2, sources: [{ service: "web" }] });
    await tell({ kind: "filter", filter: { ...nothingFiltered, services: ["grpc"] }, time: undefined });
    expect(last("view")?.count).toBe(0);
  });

  it("filters by side, level and words together, and stays at the moment", async () => {
    const { tell, last } = await open();
    const filter = {
      ...nothingFiltered,
      sides: ["userCode"],
      minLevel: "error" as const,
      text: "/unk.*field/",
    };
    await tell(ready, { kind: "filter", filter, time: start + 15 });
    expect(last("view")).toMatchObject({ view: 2, count: 1, at: 0, filter });
    await tell({ kind: "filter", filter: { ...nothingFiltered, text: "!the_job" }, time: undefined });
    expect(last("view")).toMatchObject({ count: 2, at: undefined });
  });

  it("says what is wrong with an expression, and filters by all the rest", async () => {
    const { tell, last, asked } = await open();
    await tell(ready, {
      kind: "filter",
      filter: { ...nothingFiltered, sides: ["host"], text: "/(/" },
      time: undefined,
    });
    expect(last("view")).toMatchObject({ count: 2, problem: expect.stringContaining("(") });
    expect(asked).toEqual([]);
  });

  it("finds the next hit from where one stands, counts all, and goes round the ends", async () => {
    const { tell, last } = await open();
    const query = { ...nothingSought, text: "launch" };
    await tell(ready, { kind: "find", ask: 7, query, from: 1 });
    expect(last("found")).toMatchObject({ ask: 7, total: 2, whole: true });
    expect(last("hit")).toMatchObject({ row: 3, index: 1 });
    await tell({ kind: "hit", ask: 7, from: 4, back: false });
    expect(last("hit")).toMatchObject({ row: 0, index: 0 });
    await tell({ kind: "hit", ask: 7, from: 0, back: true });
    expect(last("hit")).toMatchObject({ row: 3, index: 1 });
  });

  it("says what is wrong with what is sought", async () => {
    const { tell, last } = await open();
    await tell(ready, { kind: "find", ask: 1, query: { ...nothingSought, text: "(", regex: true }, from: 0 });
    expect(last("found")?.problem).toContain("no regular expression");
  });

  it("opens a place of the side whose line names it", async () => {
    const { tell, asked } = await open();
    await tell(ready, { kind: "open", row: 2, file: "repo.py", line: 3, column: undefined });
    expect(asked).toEqual([
      { side: "userCode", service: "grpc", file: "repo.py", line: 3, column: undefined },
    ]);
  });

  it("leads from a cause to its line, without the filter that hid it", async () => {
    const { tell, last } = await open();
    await tell(ready, { kind: "filter", filter: { ...nothingFiltered, sides: ["host"] }, time: undefined });
    await tell({ kind: "cause", at: 0, what: "line" });
    expect(last("view")?.count).toBe(4);
    expect(last("goTo")?.row).toBe(2);
  });

  it("takes no message that it doesn't know", async () => {
    const { session, heard, asked } = await open();
    for (const message of [undefined, 3, {}, { kind: "rows", view: "1" }, { kind: "eval", text: "x" }])
      await session.hear(message);
    expect([heard, asked]).toEqual([[], []]);
  });

  it("goes on with what a page remembers after its window was loaded again", async () => {
    const { tell, last } = await open();
    const state = {
      target: { emulation: "e" },
      filter: { ...nothingFiltered, sides: ["userCode"] },
      query: { ...nothingSought, text: "job" },
      look: { wrap: true, folded: false },
      time: start + 20,
    };
    await tell({ kind: "ready", state });
    expect(last("opened")).toMatchObject({ look: state.look, query: state.query });
    expect(last("view")).toMatchObject({ count: 2, at: 1 });
  });
});
