import { promises as fs } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { type LogStoreOptions, openLogStore } from "../../../src/capture/logStore";
import { indexFileOf, segmentFile, segmentsOf } from "../../../src/capture/segmentNames";
import { openServiceLog, type ServiceLog } from "../../../src/capture/serviceLog";
import type { Line } from "../../../src/processes/types";
import { tempFolder } from "./tempFolder";

const folder = tempFolder();
const start = 1_700_000_000_000;

/** Line n is `line n …`, said n ms after the start; flushed now and then, so that segments may roll. */
const fill = async (from: number, to: number, options: LogStoreOptions = {}, pad = 40): Promise<void> => {
  const store = await openLogStore(folder.path, options);
  for (let n = from; n < to; n++) {
    store.append("web", { time: start + n, stream: "stdout", text: `line ${n} ${"ü".repeat(pad)}` });
    if (n % 200 === 199) await store.flush();
  }
  await store.close();
};

const opened = async <T>(use: (log: ServiceLog) => Promise<T>): Promise<T> => {
  const log = await openServiceLog(folder.path, "web");
  try {
    return await use(log);
  } finally {
    log.dispose();
  }
};

const numberIn = ({ text }: Line): number => Number(/line (\d+)/.exec(text)?.[1]);

const expectLines = async (log: ServiceLog, from: number, to: number): Promise<void> => {
  const lines = await log.read(from, to);
  expect(lines.map(({ number }) => number)).toEqual(Array.from({ length: to - from }, (_, at) => from + at));
  expect(lines.map(numberIn)).toEqual(lines.map(({ number }) => number));
};

describe("a service's log", () => {
  it("is empty where nothing was said yet", async () => {
    await opened(async (log) => {
      expect([log.first, log.lines, await log.read(0, 10), await log.lineAt(0)]).toEqual([0, 0, [], 0]);
    });
  });

  it("gives any window of lines, over blocks and segments", async () => {
    await fill(0, 5000, { segmentBytes: 100_000 });
    expect((await segmentsOf(folder.path, "web")).length).toBeGreaterThan(3);
    await opened(async (log) => {
      expect(log.lines).toBe(5000);
      for (const [from, to] of [
        [0, 5000],
        [0, 1],
        [4999, 5000],
        [1203, 1204],
        [900, 3100],
      ] as const)
        await expectLines(log, from, to);
      expect(await log.read(-5, 2)).toHaveLength(2);
      expect(await log.read(4990, 9999)).toHaveLength(10);
      expect(await log.read(3, 3)).toEqual([]);
    });
  });

  it("finds the first line at or after a time", async () => {
    await fill(0, 5000, { segmentBytes: 100_000 });
    await opened(async (log) => {
      for (const n of [0, 1, 777, 4999]) expect(await log.lineAt(start + n)).toBe(n);
      expect(await log.lineAt(start + 776.5)).toBe(777);
      expect(await log.lineAt(0)).toBe(0);
      expect(await log.lineAt(start + 5000)).toBe(5000);
    });
  });

  it("finds it also where a clock jumped back", async () => {
    await fill(1000, 3000);
    await fill(0, 4000);
    await opened(async (log) => {
      expect(await log.lineAt(start + 1500)).toBe(500);
      expect(await log.lineAt(start + 3500)).toBe(2000 + 3500);
    });
  });

  it("goes on where an earlier store ended, and writes over the half line it left", async () => {
    await fill(0, 10);
    await fs.appendFile(segmentFile(folder.path, "web", 0), "1700000000010 o line 10 and no en");
    await opened(async (log) => expect(log.lines).toBe(10));
    await fill(10, 20);
    await opened((log) => expectLines(log, 0, 20));
  });

  it("gives all bytes in whole records with the number of their first line", async () => {
    await fill(0, 5000, { segmentBytes: 300_000 });
    await opened(async (log) => {
      let next = 0;
      for await (const { firstLine, lines, buffer } of log.blocks()) {
        expect(firstLine).toBe(next);
        expect(buffer.toString("utf8").startsWith(`${start + next} o line ${next} `)).toBe(true);
        expect(buffer.toString("utf8").split("\n")).toHaveLength(lines + 1);
        next += lines;
      }
      expect(next).toBe(5000);
    });
  });

  it("reads lines of ten megabytes, binary garbage and what is no record, without moving any number", async () => {
    const store = await openLogStore(folder.path);
    const long = "x".repeat(10_000_000);
    store.append("web", { time: start, stream: "stdout", text: long });
    store.append("web", { time: start + 1, stream: "stderr", text: "line 1" });
    await store.close();
    const garbage = Buffer.from([0xff, 0x00, 0xc3, 0x28, 0x1b, 0x5b, 0x0a]);
    await fs.appendFile(
      segmentFile(folder.path, "web", 0),
      Buffer.concat([garbage, Buffer.from("5 o line 3\n")]),
    );
    await opened(async (log) => {
      const [first, ...others] = await log.read(0, 9);
      expect(first?.text === long).toBe(true);
      expect(others.map(({ time, stream, number }) => [number, time, stream])).toEqual([
        [1, start + 1, "stderr"],
        [2, start + 1, "stderr"],
        [3, 5, "stdout"],
      ]);
      expect((await log.read(3, 4))[0]?.text).toBe("line 3");
    });
  });

  it("tells of what somebody else writes while it is followed", async () => {
    await fill(0, 3, { segmentBytes: 4000 });
    await opened(async (log) => {
      const grown = vi.fn<(lines: number) => void>();
      const listening = log.onGrow(grown);
      await fill(3, 1000, { segmentBytes: 4000 });
      await vi.waitFor(() => expect(grown).toHaveBeenLastCalledWith(1000), { timeout: 20_000 });
      await expectLines(log, 0, 1000);
      listening.dispose();
    });
  });

  it("stops where it is told to", async () => {
    await fill(0, 10);
    await opened(async (log) => {
      await expect(log.read(0, 10, AbortSignal.abort())).rejects.toThrow("cancelled");
    });
  });
});

describe("the index beside a segment", () => {
  it("is there once a segment is closed, and is believed only where it fits", async () => {
    await fill(0, 5000, { segmentBytes: 100_000 });
    const index = indexFileOf(segmentFile(folder.path, "web", 0));
    const good = await fs.readFile(index);
    const damaged = Buffer.from(good);
    damaged[40] = (damaged[40] ?? 0) ^ 1;
    const other = await fs.readFile(
      indexFileOf(segmentFile(folder.path, "web", (await segmentsOf(folder.path, "web")).at(-1) ?? 0)),
    );
    for (const content of [good.subarray(0, 30), damaged, Buffer.alloc(0), Buffer.from("no index"), other]) {
      await fs.writeFile(index, content);
      await opened((log) => expectLines(log, 0, 5000));
    }
    await fs.rm(index);
    await opened((log) => expectLines(log, 0, 5000));
    expect(await fs.readFile(index)).toEqual(good);
  });

  it("is made anew where the file is another one than when it was opened", async () => {
    await fill(0, 3000);
    await opened(async (log) => {
      await fs.rm(folder.path, { recursive: true });
      await fs.mkdir(folder.path);
      await fill(0, 1500, {}, 37);
      expect(await log.read(1000, 1002)).toHaveLength(2);
      expect(log.lines).toBe(1500);
      await expectLines(log, 0, 1500);
    });
  });
});

describe("a store from a newer version", () => {
  const marker = (): string => join(folder.path, "store.json");

  it("is neither read nor overwritten, and says so", async () => {
    await fs.writeFile(marker(), '{"version":2,"more":"fields"}');
    await expect(openServiceLog(folder.path, "web")).rejects.toThrow(/newer Backcompat \(store version 2/);
    await expect(openLogStore(folder.path)).rejects.toThrow(/newer Backcompat/);
    expect(await fs.readFile(marker(), "utf8")).toBe('{"version":2,"more":"fields"}');
  });

  it("is known by its marker, and what has none is read", async () => {
    await fill(0, 3);
    expect(JSON.parse(await fs.readFile(marker(), "utf8"))).toEqual({ version: 1 });
    await fs.rm(marker());
    await opened((log) => expectLines(log, 0, 3));
  });
});

describe("the quota of an emulation's logs", () => {
  it("lets the oldest lines go, says how many they were, and keeps all other numbers", async () => {
    await fill(0, 3000, { segmentBytes: 20_000, quotaBytes: 100_000 });
    await opened(async (log) => {
      expect(log.lines).toBe(3000);
      expect(log.first).toBeGreaterThan(1000);
      const [mark] = await log.read(log.first, log.first + 1);
      expect(mark?.text).toBe(
        `[backcompat: ${log.first + 1} lines dropped, the oldest: the logs of this emulation reached 100.0 KB]`,
      );
      expect(await log.read(0, 5)).toEqual([]);
      await expectLines(log, log.first + 1, 3000);
    });
    const sizes = (await fs.readdir(folder.path)).filter((name) => name.endsWith(".log"));
    expect(sizes.length).toBeLessThan(8);
  });

  it("doesn't disturb who reads meanwhile", async () => {
    await fill(0, 1000, { segmentBytes: 20_000 });
    await opened(async (log) => {
      await fill(1000, 3000, { segmentBytes: 20_000, quotaBytes: 100_000 });
      expect((await log.read(0, 1000)).length).toBeLessThanOrEqual(1);
      await log.refresh();
      expect([log.first > 1000, log.lines]).toEqual([true, 3000]);
      await expectLines(log, log.first + 1, 3000);
    });
  });

  it("drops what is oldest over all services", async () => {
    const store = await openLogStore(folder.path, { segmentBytes: 20_000, quotaBytes: 100_000 });
    const say = async (service: string, lines: number): Promise<void> => {
      for (let n = 0; n < lines; n++) {
        store.append(service, { time: start, stream: "stdout", text: `${n} ${"x".repeat(90)}` });
        if (n % 100 === 99) await store.flush();
      }
    };
    await say("old", 500);
    await say("new", 800);
    await store.close();
    const [old, fresh] = await Promise.all(["old", "new"].map((name) => openServiceLog(folder.path, name)));
    expect(old?.first).toBeGreaterThan(100);
    expect(fresh?.first).toBe(0);
    expect([old?.lines, fresh?.lines]).toEqual([500, 800]);
  });
});
