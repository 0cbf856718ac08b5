import { describe, expect, it } from "vitest";
import { runSteps } from "../../../src/emulation/steps";
import { problemOf } from "../../../src/util/problem";
import { settle } from "../../support/fakeClock";

const step = (id: string, ...after: string[]) => ({ id, after });
const never = (signal: AbortSignal): Promise<void> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
const none = new AbortController().signal;

describe("running steps", () => {
  it("starts each when those before it are done, and independent ones together", async () => {
    const log: string[] = [];
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const steps = [step("c", "a", "b"), step("a"), step("b")];
    await runSteps(steps, none, async ({ id }) => {
      log.push(`${id} starts`);
      if (id === "a") await gate;
      if (id === "b") open();
      log.push(`${id} ends`);
    });
    expect(log.slice(0, 2).sort()).toEqual(["a starts", "b starts"]);
    expect(log.slice(-2)).toEqual(["c starts", "c ends"]);
  });

  it("at the first failure stops the others, waits for them, starts no more, and throws that failure", async () => {
    const log: string[] = [];
    const running = runSteps(
      [step("slow"), step("bad"), step("later", "bad")],
      none,
      async ({ id }, signal) => {
        log.push(id);
        if (id === "bad") throw new Error("bad");
        await never(signal).catch(async (error: unknown) => {
          await Promise.resolve();
          log.push("slow stopped");
          throw error;
        });
      },
    );
    await expect(running).rejects.toThrow("bad");
    expect(log).toEqual(["slow", "bad", "slow stopped"]);
  });

  it("when cancelled ends as interrupted, without starting what waited", async () => {
    const stop = new AbortController();
    const log: string[] = [];
    const running = runSteps([step("a"), step("b", "a")], stop.signal, async ({ id }, signal) => {
      log.push(id);
      await never(signal);
    });
    await settle();
    stop.abort();
    await expect(running.catch((error: unknown) => Promise.reject(problemOf(error)))).rejects.toMatchObject({
      exit: 130,
    });
    expect(log).toEqual(["a"]);
  });

  it("runs each once, however many ways lead to it", async () => {
    const layers = Array.from({ length: 20 }, (_, layer) => layer);
    const steps = layers.flatMap((layer) =>
      ["x", "y", "z"].map((name) =>
        step(`${name}${layer}`, ...(layer === 0 ? [] : ["x", "y", "z"].map((one) => `${one}${layer - 1}`))),
      ),
    );
    const ran: string[] = [];
    await runSteps(steps, none, async ({ id }) => void ran.push(id));
    expect(ran).toHaveLength(60);
    expect(new Set(ran).size).toBe(60);
    expect(Math.max(...["x0", "y0", "z0"].map((id) => ran.indexOf(id)))).toBeLessThan(3);
  });
});
