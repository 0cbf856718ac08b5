import { describe, expect, it } from "vitest";
import { asRunToken } from "../../../src/processes/tokens";
import { patiently } from "../../../src/services/readiness/patience";
import type { Asked } from "../../../src/services/readiness/probe";
import { orAborted } from "../../../src/util/pausing";
import { FakeClock } from "../../support/fakeClock";
import { FakePause } from "../../support/fakePause";

const token = asRunToken(`run-${"0".repeat(24)}`);

const makeAsked = (clock: FakeClock, pause: FakePause): Asked => ({
  pause,
  whose: { process: { pid: 1, startedAt: "then" }, own: token },
  lines: () => ({ dispose: () => undefined }),
  spec: {
    name: "web",
    argv: [],
    shell: false,
    cwd: "/",
    env: {},
    token,
    ports: {},
    ready: [],
    readyTimeoutMs: 1,
    restart: { policy: "no", max: 0 },
  },
  ports: {
    clock,
    spawn: () => Promise.reject(new Error("not here")),
    isListening: async () => false,
    listeners: async () => [],
    survivors: async () => [],
  },
});

const hanging = (signal: AbortSignal): Promise<string> => orAborted(new Promise(() => undefined), signal);
const never = new AbortController().signal;

describe("asking a service that doesn't answer", () => {
  it("is given up after a while, and each time later", async () => {
    const clock = new FakeClock();
    const ask = patiently("GET /", makeAsked(clock, new FakePause()), hanging);
    const first = ask(never);
    await clock.advance(5000);
    expect(await first).toBe("GET / gave no answer within 5 s");
    const second = ask(never);
    await clock.advance(10_000);
    expect(await second).toBe("GET / gave no answer within 10 s");
  });

  it("is not given up while it stands at a breakpoint", async () => {
    const clock = new FakeClock();
    const pause = new FakePause();
    let given = 0;
    const ask = patiently("GET /", makeAsked(clock, pause), (signal) => {
      given++;
      return hanging(signal);
    });
    pause.set(true);
    let ended = false;
    void ask(never).then(() => (ended = true));
    await clock.advance(60_000);
    expect([ended, given]).toEqual([false, 1]);
    pause.set(false);
    await clock.advance(5000);
    expect(ended).toBe(true);
  });
});
