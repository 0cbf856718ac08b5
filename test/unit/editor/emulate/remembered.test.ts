import { describe, expect, it } from "vitest";
import { lastChoice, rememberChoice, rememberedChoices } from "../../../../src/editor/emulate/remembered";

const memory = (start?: unknown) => {
  const kept = new Map<string, unknown>([["backcompat.choices", start]]);
  const state = {
    keys: () => [...kept.keys()],
    get: <T>(key: string): T | undefined => kept.get(key) as T | undefined,
    update: async (key: string, value: unknown) => {
      kept.set(key, value);
    },
  };
  return { workspaceState: state };
};

const choice = {
  folder: "/work",
  scenario: "tiny",
  versions: { release: "1.0.0" },
  swap: false,
  noDebug: false,
};

describe("the last choice", () => {
  it("is the newest, or the newest of a scenario", async () => {
    const kept = memory();
    await rememberChoice(kept, choice);
    await rememberChoice(kept, { ...choice, scenario: "large" });
    expect(lastChoice(kept)?.scenario).toBe("large");
    expect(lastChoice(kept, "/work", "tiny")).toEqual(choice);
    expect(lastChoice(kept, "/other")).toBeUndefined();
  });

  it("takes the place of the one before it of the same scenario", async () => {
    const kept = memory();
    await rememberChoice(kept, choice);
    await rememberChoice(kept, { ...choice, versions: { release: "1.1.0" } });
    expect(rememberedChoices(kept)).toHaveLength(1);
    expect(lastChoice(kept)?.versions).toEqual({ release: "1.1.0" });
  });

  it("is none where an older build kept something else", () => {
    expect(rememberedChoices(memory([{ scenario: 3 }]))).toEqual([]);
  });
});
