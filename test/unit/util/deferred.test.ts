import { describe, expect, it } from "vitest";
import { deferred } from "../../../src/util/deferred";

describe("a promise that somebody else settles", () => {
  it("has the first value that it is given", async () => {
    const { promise, resolve, reject } = deferred<number>();
    resolve(1);
    resolve(2);
    reject(new Error("late"));
    expect(await promise).toBe(1);
  });

  it("fails for who waits, and for nobody else", async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown): void => void unheard.push(error);
    process.on("unhandledRejection", hear);
    const [waited, forgotten] = [deferred<number>(), deferred<number>()];
    forgotten.reject(new Error("nobody waits"));
    waited.reject(new Error("oops"));
    await expect(waited.promise).rejects.toThrow("oops");
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", hear);
    expect(unheard).toEqual([]);
  });
});
