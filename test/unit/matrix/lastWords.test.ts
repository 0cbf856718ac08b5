import { describe, expect, it } from "vitest";
import type { RootCauses } from "../../../src/logs/types";
import { causesOnceSaid } from "../../../src/matrix/lastWords";
import { Emitter } from "../../../src/util/events";
import { FakeClock } from "../../support/fakeClock";

const sides = ["client", "server"] as const;

/** A run in which some sides have already spoken when the check ends. */
const heard = (...already: readonly (typeof sides)[number][]) => {
  const lines = new Emitter<string>();
  const said = new Set<string>(already);
  const clock = new FakeClock();
  const stop = new AbortController();
  const find = (): RootCauses => ({
    lines: [...said].map((side) => ({ side, service: side, version: "1.0.0", text: `${side} failed` })),
    silent: sides.filter((side) => !said.has(side)),
  });
  let causes: RootCauses | undefined;
  const done = causesOnceSaid({ onLine: lines.on, find, clock, signal: stop.signal }).then((found) => {
    causes = found;
  });
  const say = (side: string): void => {
    said.add(side);
    lines.fire(`${side} failed`);
  };
  return { clock, stop, done, say, silent: () => causes?.silent };
};

describe("what the sides still say when a check is red", () => {
  it("is heard, though it comes after the check has ended", async () => {
    const { clock, say, silent } = heard("client");
    await clock.advance(600);
    expect(silent()).toBeUndefined();
    say("server");
    await clock.advance(500);
    expect(silent()).toEqual([]);
  });

  it("costs a moment where all sides have spoken", async () => {
    const { clock, silent } = heard("client", "server");
    await clock.advance(250);
    expect(silent()).toEqual([]);
  });

  it("is waited for only so long where a side has nothing to say", async () => {
    const { clock, silent } = heard("client");
    await clock.advance(999);
    expect(silent()).toBeUndefined();
    await clock.advance(1);
    expect(silent()).toEqual(["server"]);
  });

  it("is waited for only so long where a side never stops", async () => {
    const { clock, say, silent } = heard("client");
    for (let times = 0; times < 19; times++) {
      await clock.advance(100);
      say("client");
    }
    expect(silent()).toBeUndefined();
    await clock.advance(100);
    expect(silent()).toEqual(["server"]);
  });

  it("isn't waited for when the run is cancelled", async () => {
    const { stop, done } = heard("client");
    stop.abort();
    await expect(done).rejects.toThrow("cancelled");
  });
});
