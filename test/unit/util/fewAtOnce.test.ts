import { describe, expect, it } from "vitest";
import { fewAtOnce } from "../../../src/util/fewAtOnce";

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("work of many, few at once", () => {
  it("gives what each gave, in their order, and never does more at a time", async () => {
    let [running, most] = [0, 0];
    const results = await fewAtOnce(3, [5, 4, 3, 2, 1], async (turns) => {
      most = Math.max(most, ++running);
      for (let count = 0; count < turns; count++) await turn();
      running--;
      return turns * 10;
    });
    expect([results, most]).toEqual([[50, 40, 30, 20, 10], 3]);
    expect(await fewAtOnce(3, [], async () => 1)).toEqual([]);
  });

  it("leaves out what gave nothing, and fails as one of them failed", async () => {
    expect(await fewAtOnce(2, [1, 2, 3], async (one) => (one === 2 ? undefined : one))).toEqual([1, 3]);
    const failing = fewAtOnce(2, [1, 2], async () => Promise.reject(new Error("no git")));
    await expect(failing).rejects.toThrow("no git");
  });
});
