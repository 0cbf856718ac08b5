import { describe, expect, it } from "vitest";
import { clockOffset, timeOfEngine } from "../../src/containers/clockOffset";
import { openEngine } from "../../src/containers/openEngine";
import { systemClock } from "../../src/util/time";
import { startDockerd } from "./harness/dockerd";
import { newWorld, removedAfter, specOf } from "./world";

const hour = 3_600_000;

describe("the clock of an engine", () => {
  it("is compared with ours by what the engine says, to within the way of the question", async () => {
    const dockerd = removedAfter(await startDockerd());
    const { signal } = new AbortController();
    const engine = await openEngine(specOf("one", dockerd.host), newWorld(), signal);
    try {
      const there = () => timeOfEngine(engine.docker, signal);
      expect(await clockOffset(there, systemClock)).toBe(0);
      const late = await clockOffset(there, { now: () => systemClock.now() + hour });
      expect(Math.abs((late ?? 0) - hour)).toBeLessThan(hour / 2);
    } finally {
      engine.dispose();
    }
  });
});
