import { describe, expect, it } from "vitest";
import type { CheckResult } from "../../../src/checks/types";
import { Judgement } from "../../../src/emulation/judgement";

const never = new AbortController().signal;
const result = (verdict: CheckResult["verdict"]): CheckResult => ({
  name: "c",
  verdict,
  seconds: 0,
  lines: [],
  side: undefined,
});

const ready = () => {
  const judgement = new Judgement();
  judgement.ready();
  return judgement;
};
const checked = async (...verdicts: CheckResult["verdict"][]) => {
  const judgement = ready();
  await judgement.checking(never, async () => verdicts.map(result));
  return judgement;
};

describe("an emulation that a person stops", () => {
  it("is cancelled only before it was ready, and has no verdict where nothing was checked", () => {
    expect(new Judgement().end("cancelled")).toBe("cancelled");
    expect(ready().end("cancelled")).toBeUndefined();
    expect(ready().end(undefined)).toBeUndefined();
  });

  it("has the verdict of its checks, and none where there are none", async () => {
    expect((await checked("green")).end("cancelled")).toBe("green");
    expect((await checked("green", "red")).end("cancelled")).toBe("red");
    expect((await checked()).end("cancelled")).toBeUndefined();
  });

  it("is cancelled where its checks were cut short, and not where they broke by themselves", async () => {
    const broken = async (signal: AbortSignal) => {
      const judgement = await checked("green");
      await expect(judgement.checking(signal, () => Promise.reject(new Error("no")))).rejects.toThrow();
      return judgement.end("cancelled");
    };
    expect(await broken(AbortSignal.abort())).toBe("cancelled");
    expect(await broken(never)).toBeUndefined();
  });

  it("is not judged by checks of versions that were changed since", async () => {
    const judgement = await checked("red");
    judgement.changed();
    expect(judgement.end("cancelled")).toBeUndefined();
  });

  it("is called what whoever knows better calls it", async () => {
    expect((await checked("green")).end("unbuildable")).toBe("unbuildable");
  });
});
