import { describe, expect, it } from "vitest";
import { nothingSought, type ToPage } from "../../../../src/contract/logPane";
import { Finding } from "../../../../src/editor/logs/finding";
import type { FindOptions, Found, LogView } from "../../../../src/logs/view";
import { MemoryStore, out, storedRecords, viewOver } from "../../logs/memoryStore";

const foundIn = (lines: readonly number[]): Found => {
  const orNone = (at: number): number | undefined => (at === -1 ? undefined : at);
  return {
    count: lines.length,
    matches: lines.length,
    lineAt: (index) => lines[index] ?? -1,
    next: (line) => orNone(lines.findIndex((one) => one >= line)),
    previous: (line) => orNone(lines.findLastIndex((one) => one < line)),
  };
};

/** A view whose search tells what the test says, when the test says. */
const searching = async () => {
  const view = await viewOver(storedRecords("web", undefined, new MemoryStore().write(out(0, "a"))));
  const searches: { options: FindOptions; end: (lines: readonly number[]) => void }[] = [];
  const find: LogView["find"] = (_, options = {}) =>
    new Promise((resolve) => searches.push({ options, end: (lines) => resolve(foundIn(lines)) }));
  const posted: ToPage[] = [];
  const slow = new Proxy(view, { get: (all, key) => (key === "find" ? find : Reflect.get(all, key, all)) });
  const finding = new Finding(slow, (message) => posted.push(message));
  const hits = () => posted.flatMap((one) => (one.kind === "hit" ? [[one.row, one.index]] : []));
  return { finding, searches, posted, hits };
};

const query = { ...nothingSought, text: "x" };

describe("a search that takes its time", () => {
  it("tells the first hit at once, and another one that came to light before it in the end", async () => {
    const { finding, searches, hits } = await searching();
    const done = finding.start({ ask: 1, query, from: 5 });
    searches[0]?.options.onProgress?.(0.5, foundIn([9]));
    expect(hits()).toEqual([[9, 0]]);
    searches[0]?.end([2, 7, 9]);
    await done;
    expect(hits()).toEqual([
      [9, 0],
      [7, 1],
    ]);
  });

  it("leaves one where one has gone meanwhile, and numbers it anew", async () => {
    const { finding, searches, hits } = await searching();
    const done = finding.start({ ask: 1, query, from: 5 });
    searches[0]?.options.onProgress?.(0.5, foundIn([9, 12]));
    await finding.step(1, 10, false);
    searches[0]?.end([2, 7, 9, 12]);
    await done;
    expect(hits()).toEqual([
      [9, 0],
      [12, 1],
      [12, 3],
    ]);
  });

  it("goes round the end only when there is nothing below", async () => {
    const { finding, searches, hits } = await searching();
    const done = finding.start({ ask: 1, query, from: 50 });
    searches[0]?.options.onProgress?.(0.5, foundIn([9]));
    expect(hits()).toEqual([]);
    searches[0]?.end([9]);
    await done;
    expect(hits()).toEqual([[9, 0]]);
  });

  it("says nothing more once another one began", async () => {
    const { finding, searches, posted } = await searching();
    const first = finding.start({ ask: 1, query, from: 0 });
    const second = finding.start({ ask: 2, query, from: 0 });
    expect(searches[0]?.options.signal?.aborted).toBe(true);
    searches[0]?.end([1]);
    searches[1]?.end([]);
    await Promise.all([first, second]);
    expect(posted).toEqual([{ kind: "found", ask: 2, total: 0, whole: true, problem: undefined }]);
  });
});
