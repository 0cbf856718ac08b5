import { promises as fs } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLogStore } from "../../../src/capture/logStore";
import { segmentFile, segmentName, servicesIn } from "../../../src/capture/segmentNames";
import { openServiceLog, type StoredLine } from "../../../src/capture/serviceLog";
import type { Line } from "../../../src/processes/types";

let folder = "";
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), "log-store-"));
});
afterEach(async () => {
  vi.useRealTimers();
  await fs.rm(folder, { recursive: true, force: true });
});

const line = (text: string, time = 1, stream: Line["stream"] = "stdout"): Line => ({ time, stream, text });
const read = async (service: string): Promise<StoredLine[]> => {
  const log = await openServiceLog(folder, service);
  try {
    return await log.read(0, log.lines);
  } finally {
    log.dispose();
  }
};
const texts = async (service: string): Promise<string[]> => (await read(service)).map(({ text }) => text);

describe("the log store", () => {
  it("gives back what it took, with time and stream", async () => {
    const store = await openLogStore(folder);
    const lines = [line("one"), line("two: ü 🙂 \r", 2, "stderr"), line(""), line("  e 1 o", 4)];
    for (const one of lines) store.append("web", one);
    await store.close();
    expect((await read("web")).map(({ number: _, ...one }) => one)).toEqual(lines);
  });

  it("has a file for each service, whatever its name", async () => {
    const store = await openLogStore(folder);
    const names = ["web", "web.1", "../etc/passwd", "a b*?.", "ü"];
    for (const name of names) store.append(name, line(name));
    await store.close();
    expect(await servicesIn(folder)).toEqual([...names].sort());
    expect(segmentName("../x")).toBe("..%2Fx.log");
  });

  it("keeps a record on one line even where a text has several", async () => {
    const store = await openLogStore(folder);
    store.append("web", line("a\nb"));
    await store.close();
    expect(await texts("web")).toEqual(["a\\nb"]);
  });

  it("is readable by its owner alone", async () => {
    const store = await openLogStore(folder);
    store.append("web", line("x"));
    await store.close();
    if (process.platform !== "win32")
      expect((await fs.stat(segmentFile(folder, "web", 0))).mode & 0o077).toBe(0);
  });

  it("loses none of many lines and keeps their order", async () => {
    const store = await openLogStore(folder);
    const many = Array.from({ length: 20_000 }, (_, index) => `line ${index}`);
    for (const text of many) store.append("web", line(text));
    await store.close();
    expect(await texts("web")).toEqual(many);
  });

  it("writes within a tenth of a second by itself", async () => {
    vi.useFakeTimers();
    const written: string[] = [];
    const store = await openLogStore(folder, {
      append: async (_, content, at) => {
        written.push(String(content));
        return at;
      },
    });
    store.append("web", line("x"));
    store.append("web", line("y"));
    await vi.advanceTimersByTimeAsync(99);
    expect(written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    vi.useRealTimers();
    await vi.waitFor(() => expect(written).toEqual(["1 o x\n1 o y\n"]));
  });

  it("says once that the disk is full, goes on, and writes all when there is room again", async () => {
    const written: string[] = [];
    const troubles: unknown[] = [];
    let full = true;
    const store = await openLogStore(folder, {
      append: async (_, content, at) => {
        if (full) throw new Error("ENOSPC");
        written.push(String(content));
        return at;
      },
      onTrouble: (service, error) => troubles.push([service, error]),
    });
    store.append("web", line("a"));
    await store.flush();
    store.append("web", line("b"));
    await store.flush();
    expect(troubles).toEqual([["web", new Error("ENOSPC")]]);
    full = false;
    await store.close();
    expect(written).toEqual(["1 o a\n1 o b\n"]);
  });

  it("counts what a full disk made it lose", async () => {
    const written: string[] = [];
    let full = true;
    const store = await openLogStore(folder, {
      append: async (_, content, at) => {
        if (full) throw new Error("ENOSPC");
        written.push(String(content));
        return at;
      },
    });
    store.append("web", line("the first that it refuses"));
    await store.flush();
    for (let index = 0; index < 12; index++) store.append("web", line("x".repeat(1_000_000)));
    await store.flush();
    full = false;
    await store.close();
    expect(written.join("")).toContain("[backcompat: 5 lines lost");
  });
});
