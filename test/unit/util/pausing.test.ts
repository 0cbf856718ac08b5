import { describe, expect, it } from "vitest";
import { orAborted, sleepUnpaused, withinTime } from "../../../src/util/pausing";
import { FakeClock, settle } from "../../support/fakeClock";
import { FakePause } from "../../support/fakePause";

const outcomeOf = async (promise: Promise<unknown>): Promise<string> => {
  const outcome = promise.then(
    () => "done",
    () => "failed",
  );
  await settle();
  return Promise.race([outcome, Promise.resolve("waiting")]);
};

describe("time that is given", () => {
  it("doesn't go by while something is paused, however often", async () => {
    const clock = new FakeClock();
    const pause = new FakePause();
    const sleeping = sleepUnpaused({ ms: 100, clock, pause });
    for (let round = 0; round < 3; round++) {
      await clock.advance(30);
      pause.set(true);
      await clock.advance(1000);
      pause.set(false);
    }
    await clock.advance(9);
    expect(await outcomeOf(sleeping)).toBe("waiting");
    await clock.advance(1);
    expect(await outcomeOf(sleeping)).toBe("done");
  });

  it("starts late where something is paused from the beginning", async () => {
    const clock = new FakeClock();
    const pause = new FakePause();
    pause.set(true);
    const sleeping = sleepUnpaused({ ms: 1, clock, pause });
    await clock.advance(1000);
    expect(await outcomeOf(sleeping)).toBe("waiting");
  });

  it("can be cancelled, paused or not", async () => {
    for (const paused of [false, true]) {
      const cancel = new AbortController();
      const pause = new FakePause();
      pause.set(paused);
      const sleeping = sleepUnpaused({ ms: 1, clock: new FakeClock(), pause, signal: cancel.signal });
      cancel.abort();
      await expect(sleeping).rejects.toThrow();
    }
  });
});

describe("work within a time", () => {
  it("gives its value, and leaves no timer behind", async () => {
    const clock = new FakeClock();
    const result = await withinTime({ ms: 100, clock, pause: new FakePause() }, async () => "value");
    expect(result).toEqual({ late: false, value: "value" });
  });

  it("fails as the work fails", async () => {
    const limit = { ms: 100, clock: new FakeClock(), pause: new FakePause() };
    await expect(withinTime(limit, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  });

  it("is late only when the work was told and has ended", async () => {
    const clock = new FakeClock();
    let told = false;
    let end: () => void = () => undefined;
    const working = withinTime({ ms: 100, clock, pause: new FakePause() }, (signal) => {
      signal.addEventListener("abort", () => (told = true));
      return new Promise<void>((resolve) => (end = resolve));
    });
    await clock.advance(99);
    expect(told).toBe(false);
    await clock.advance(1);
    expect(told).toBe(true);
    expect(await outcomeOf(working)).toBe("waiting");
    end();
    expect(await working).toEqual({ late: true });
  });

  it("hears the outer signal", async () => {
    const cancel = new AbortController();
    const limit = { ms: 100, clock: new FakeClock(), pause: new FakePause(), signal: cancel.signal };
    const working = withinTime(limit, (signal) => orAborted(new Promise(() => undefined), signal));
    cancel.abort();
    await expect(working).rejects.toThrow();
  });
});
