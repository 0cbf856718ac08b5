import { describe, expect, it } from "vitest";
import { clockOffset } from "../../../src/containers/clockOffset";

const now = Date.UTC(2026, 10, 20, 14, 38, 4);

/** An engine whose clock is behind by so much, with ways of these lengths there and back. */
const behind = (ms: number, ...ways: readonly [there: number, back: number][]) => {
  let at = now;
  let turn = 0;
  const timeThere = async (): Promise<string> => {
    const [there, back] = ways[turn++ % ways.length] ?? [0, 0];
    at += there;
    const said = `${new Date(at - ms).toISOString().slice(0, -1)}456789Z`;
    at += back;
    return said;
  };
  return clockOffset(timeThere, { now: () => at });
};

describe("how far an engine's clock is behind ours", () => {
  it("is what the quickest answer says, half of its way taken off", async () => {
    expect(await behind(5000, [900, 100], [10, 10], [50, 700])).toBe(5000);
    expect(await behind(-70_000, [5, 5])).toBe(-70_000);
  });

  it("is nothing where it could be the way", async () => {
    expect(await behind(8, [10, 20])).toBe(0);
    expect(await behind(0, [0, 1])).toBe(0);
    expect(await behind(0, [1, 0])).toBe(0);
  });

  it("is not known where the engine does not say its time", async () => {
    expect(await clockOffset(async () => undefined, { now: () => now })).toBeUndefined();
    expect(await clockOffset(async () => "noon", { now: () => now })).toBeUndefined();
  });
});
