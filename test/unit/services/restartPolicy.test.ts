import { describe, expect, it } from "vitest";
import { backOffMs, mayRestart } from "../../../src/services/restartPolicy";

const exit = (code: number | undefined, signal?: string) => ({ code, signal });

describe("a restart policy", () => {
  it("of `no` restarts nothing", () => {
    expect(mayRestart({ policy: "no", max: 9 }, exit(1), 0)).toBe(false);
  });

  it("of `on-failure` restarts what ended badly, by code or signal", () => {
    const restart = { policy: "on-failure", max: 2 } as const;
    expect(mayRestart(restart, exit(1), 0)).toBe(true);
    expect(mayRestart(restart, exit(undefined, "SIGSEGV"), 1)).toBe(true);
    expect(mayRestart(restart, exit(0), 0)).toBe(false);
  });

  it("of `always` restarts what ended well too", () => {
    expect(mayRestart({ policy: "always", max: 1 }, exit(0), 0)).toBe(true);
  });

  it("has an end", () => {
    expect(mayRestart({ policy: "always", max: 2 }, exit(1), 2)).toBe(false);
    expect(mayRestart({ policy: "on-failure", max: 0 }, exit(1), 0)).toBe(false);
  });

  it("waits longer each time, but not without end", () => {
    expect([0, 1, 2, 3].map(backOffMs)).toEqual([100, 200, 400, 800]);
    expect(backOffMs(50)).toBe(10_000);
  });
});
