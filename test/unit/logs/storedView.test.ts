import { describe, expect, it } from "vitest";
import { err, MemoryStore, out, start, storedRecords, textsOf, viewOver } from "./memoryStore";

const host = (): MemoryStore =>
  new MemoryStore().write(
    out(0, "INFO POST /graphql"),
    out(10, "WARNING slow"),
    err(40, "Traceback (most recent call last):"),
    err(41, '  File "client.py", line 110, in send'),
    err(42, "KeyError: 'job_name'"),
    out(50, "done"),
  );

const code = (): MemoryStore =>
  new MemoryStore().write(out(5, "got POST"), out(41, "ERROR unknown field"), out(45, "DEBUG bye"));

const both = () => viewOver(storedRecords("web", "host", host()), storedRecords("grpc", "userCode", code()));

describe("a view of several sources", () => {
  it("gives their lines by time, each with its origin, and records whole", async () => {
    const view = await both();
    const rows = await view.rows(0, 100);
    expect(
      rows.map(({ line, source, sourceLine, continues }) => [line, source.service, sourceLine, continues]),
    ).toEqual([
      [0, "web", 0, false],
      [1, "grpc", 0, false],
      [2, "web", 1, false],
      [3, "web", 2, false],
      [4, "web", 3, true],
      [5, "web", 4, true],
      [6, "grpc", 1, false],
      [7, "grpc", 2, false],
      [8, "web", 5, false],
    ]);
    expect(rows.map(({ level }) => level ?? "")).toEqual([
      "info",
      "",
      "warning",
      "error",
      "error",
      "error",
      "error",
      "debug",
      "",
    ]);
    expect(rows[3]).toMatchObject({ stream: "stderr", time: start + 40 });
  });

  it("gives any window of it, and nothing beyond its ends", async () => {
    const view = await both();
    const all = await view.rows(0, view.count);
    expect(await view.rows(3, 7)).toEqual(all.slice(3, 7));
    expect(await view.rows(8, 20)).toEqual(all.slice(8));
    expect(await view.rows(20, 30)).toEqual([]);
    expect(await view.rows(-5, 1)).toEqual(all.slice(0, 1));
  });

  it("finds a moment, and the place of a source's line", async () => {
    const view = await both();
    expect([view.at(0), view.at(start + 41), view.at(start + 99)]).toEqual([0, 6, 9]);
    expect([
      view.lineOf("grpc", 1),
      view.lineOf("web", 5),
      view.lineOf("web", 6),
      view.lineOf("none", 0),
    ]).toEqual([6, 8, 9, 9]);
  });
});

describe("a filter", () => {
  it("takes sides, services, streams and levels, lines without a level as info", async () => {
    const view = await both();
    const texts = (filter: Parameters<typeof view.filter>[0]) => textsOf(view.filter(filter));
    expect(await texts({ sides: ["userCode"] })).toEqual(["got POST", "ERROR unknown field", "DEBUG bye"]);
    expect(await texts({ services: ["web"], streams: ["stdout"], minLevel: "info" })).toEqual([
      "INFO POST /graphql",
      "WARNING slow",
      "done",
    ]);
    expect(await texts({ minLevel: "error" })).toHaveLength(4);
    expect(view.filter({ sides: ["host"] }).sources.map(({ service }) => service)).toEqual(["web"]);
  });

  it("takes texts and leaves texts out, and others on top of it", async () => {
    const view = await both();
    const posts = view.filter({ text: { text: "post", caseSensitive: false } });
    await posts.settled();
    expect(await textsOf(posts)).toEqual(["INFO POST /graphql", "got POST"]);
    const less = posts.filter({ not: { text: "^got", regex: true } });
    await less.settled();
    expect(await textsOf(less)).toEqual(["INFO POST /graphql"]);
    expect(less.lineOf("web", 1)).toBe(1);
    expect(less.at(start + 1)).toBe(1);
  });

  it("says at once that a regular expression is none", async () => {
    const view = await both();
    expect(() => view.filter({ text: { text: "(", regex: true } })).toThrow("This is no regular expression");
    await expect(view.find({ text: "a)(b", regex: true, wholeWord: true })).rejects.toThrow(
      "no regular expression",
    );
  });
});

describe("a search", () => {
  it("counts lines and matches, and goes to the next and the previous", async () => {
    const view = await both();
    const found = await view.find({ text: "o", caseSensitive: true });
    expect([found.count, found.matches]).toEqual([6, 7]);
    const all = await textsOf(view);
    const lines = all.flatMap((text, line) => (text.includes("o") ? [line] : []));
    expect(lines.map((_, i) => found.lineAt(i))).toEqual(lines);
    expect(lines.map((line) => found.next(line))).toEqual(lines.map((_, i) => i));
    expect([found.next(0), found.previous(lines[1] ?? 0)]).toEqual([0, 0]);
    expect([found.next(100), found.previous(0)]).toEqual([undefined, undefined]);
  });

  it("speaks of the lines of the filtered view", async () => {
    const errors = (await both()).filter({ minLevel: "error" });
    const found = await errors.find({ text: "unknown|KeyError", regex: true });
    expect([found.lineAt(0), found.lineAt(1)]).toEqual([2, 3]);
  });

  it("can be cancelled", async () => {
    await expect((await both()).find({ text: "a" }, { signal: AbortSignal.abort() })).rejects.toThrow(
      "cancelled",
    );
  });
});

describe("a view that follows", () => {
  it("tells from which line on it changed, filtered too", async () => {
    const [web, grpc] = [host(), code()];
    const view = await viewOver(storedRecords("web", "host", web), storedRecords("grpc", "userCode", grpc));
    const errors = view.filter({ minLevel: "error" });
    const posts = view.filter({ text: { text: "POST" } });
    await posts.settled();
    const heard: unknown[] = [];
    view.onGrow((grown) => heard.push(["all", grown]));
    errors.onGrow((grown) => heard.push(["errors", grown]));
    web.write(out(60, "ERROR again"));
    grpc.write(out(47, "ERROR late, POST"));
    await view.settled();
    await posts.settled();
    expect(heard).toEqual([
      ["all", { from: 8, count: 11 }],
      ["errors", { from: 4, count: 6 }],
    ]);
    expect((await textsOf(view)).slice(8)).toEqual(["ERROR late, POST", "done", "ERROR again"]);
    expect((await textsOf(errors)).slice(4)).toEqual(["ERROR late, POST", "ERROR again"]);
    expect(await textsOf(posts)).toEqual(["INFO POST /graphql", "got POST", "ERROR late, POST"]);
  });

  it("closes its sources when the last view of them is gone", async () => {
    const web = host();
    const view = await viewOver(storedRecords("web", "host", web));
    const filtered = view.filter({ minLevel: "error" });
    view.dispose();
    view.dispose();
    expect(web.disposed).toBe(false);
    filtered.dispose();
    expect(web.disposed).toBe(true);
  });
});

describe("bad input", () => {
  it("is shown as far as it can be: long lines in part, whole when asked for", async () => {
    const long = `ERROR ${"x".repeat(300_000)} needle`;
    const view = await viewOver(
      storedRecords("web", "host", new MemoryStore().write(out(0, long), out(1, "next"))),
    );
    const [row] = await view.rows(0, 1);
    expect([row?.text.length, row?.cut, row?.level]).toEqual([20_000, long.length - 20_000, "error"]);
    expect(await view.whole(0)).toBe(long);
    expect((await view.find({ text: "needle" })).lineAt(0)).toBe(0);
  });

  it("keeps a damaged line, and finds in it", async () => {
    const store = new MemoryStore().write(
      out(0, "a"),
      "17000 garb",
      "\u0000\ufffd\u001b[3",
      out(2, "\u001b[31mERROR\u001b[0m b"),
    );
    const view = await viewOver(storedRecords("web", "host", store));
    expect(await textsOf(view)).toEqual([
      "a",
      "17000 garb",
      "\u0000\ufffd\u001b[3",
      "\u001b[31mERROR\u001b[0m b",
    ]);
    expect((await view.rows(3, 4))[0]?.level).toBe("error");
    expect((await view.find({ text: "17000" })).count).toBe(1);
  });
});
