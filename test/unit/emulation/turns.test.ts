import { describe, expect, it } from "vitest";
import { Turns } from "../../../src/emulation/turns";
import { deferred } from "../../../src/util/deferred";

const never = new AbortController().signal;

/** Turns whose work is written down, and lasts until it is told to end. */
const watched = () => {
  const turns = new Turns();
  const log: string[] = [];
  const work = (name: string) => {
    const end = deferred<void>();
    const run = async () => {
      log.push(`${name} begins`);
      await end.promise;
      log.push(`${name} ends`);
    };
    return { run, end };
  };
  return { turns, log, work };
};

describe("turns", () => {
  it("let single wishes wait for a change of versions, and it for those before it", async () => {
    const { turns, log, work } = watched();
    const [restart, change, start, other] = ["restart", "change", "start", "other"].map(work);
    const all = Promise.all([
      turns.take("web", async () => restart?.run()),
      turns.takeAll(["web", "db"], never, async () => change?.run()),
      turns.take("web", async () => start?.run()),
      turns.take("cache", async () => other?.run()),
    ]);
    for (const one of [other, start, change, restart]) one?.end.resolve();
    await all;
    expect(log.filter((line) => !line.startsWith("other"))).toEqual([
      "restart begins",
      "restart ends",
      "change begins",
      "change ends",
      "start begins",
      "start ends",
    ]);
    expect(log.indexOf("other begins")).toBeLessThan(log.indexOf("change begins"));
  });

  it("go on after one that failed", async () => {
    const turns = new Turns();
    const failing = turns.takeAll(["web"], never, () => Promise.reject(new Error("no")));
    const next = turns.take("web", async () => undefined);
    await expect(failing).rejects.toThrow("no");
    await next;
    expect(turns.changing).toBe(false);
  });

  it("are not waited for by who no longer wants them, and are passed on without their work", async () => {
    const { turns, log, work } = watched();
    const [long, change] = [work("long"), work("change")];
    const stop = new AbortController();
    const first = turns.take("web", long.run);
    const changing = turns.takeAll(["web"], stop.signal, change.run);
    const last = turns.take("web", async () => void log.push("last"));
    stop.abort();
    await expect(changing).rejects.toMatchObject({ problem: { code: "interrupted" } });
    expect(log).toEqual(["long begins"]);
    long.end.resolve();
    await Promise.all([first, last]);
    expect(log).toEqual(["long begins", "long ends", "last"]);
  });

  it("tell which single wish came last", async () => {
    const turns = new Turns();
    const last: boolean[] = [];
    const take = () => turns.take("web", async (isLast) => void last.push(isLast()));
    await Promise.all([take(), take(), turns.takeAll(["web"], never, async () => undefined)]);
    expect(last).toEqual([false, true]);
  });
});
