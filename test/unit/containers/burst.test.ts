import { describe, expect, it } from "vitest";
import { newBurst } from "../../../src/containers/watch/burst";
import { FakeClock } from "../../support/fakeClock";

const pace = { quietMs: 100, longestMs: 700, spacingMs: 500 };

/** When each burst was over, with news every so many milliseconds for so long. */
const overAt = async (every: number, forMs: number): Promise<number[]> => {
  const clock = new FakeClock();
  const burst = newBurst(clock, pace);
  const times: number[] = [];
  const stop = new AbortController();
  const listening = (async () => {
    for (;;) {
      await burst.over(stop.signal);
      times.push(clock.now());
    }
  })().catch(() => undefined);
  await clock.advance(1000);
  for (let at = 0; at <= forMs; at += every) {
    burst.news();
    await clock.advance(every);
  }
  await clock.advance(5000);
  stop.abort();
  await listening;
  return times;
};

describe("a burst of news", () => {
  it("is over once it has been quiet for a moment", async () => {
    expect(await overAt(50, 200)).toEqual([1300]);
  });

  it("that does not end is looked at now and then, and once more after it ended", async () => {
    expect(await overAt(50, 1450)).toEqual([1700, 2400, 2900]);
  });

  it("with gaps in it does not make one look more often than twice a second", async () => {
    const times = await overAt(150, 3000);
    const gaps = times.slice(1).map((time, at) => time - (times[at] ?? 0));
    expect(times[0]).toBe(1100);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(500);
  });

  it("is waited for until one is told to stop", async () => {
    const stop = new AbortController();
    const waiting = newBurst(new FakeClock(), pace).over(stop.signal);
    stop.abort(new Error("stopped"));
    await expect(waiting).rejects.toThrow("stopped");
    await expect(
      newBurst(new FakeClock(), pace).over(AbortSignal.abort(new Error("before"))),
    ).rejects.toThrow("before");
  });
});
