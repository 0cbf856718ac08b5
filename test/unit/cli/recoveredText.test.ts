import { expect, it } from "vitest";
import { recoveredLines } from "../../../src/cli/recoveredText";
import { machineFailure } from "../../../src/util/problem";

const paint = (_: string, text: string): string => text;
const lines = (one: Omit<Parameters<typeof recoveredLines>[0], "emulation">): string[] =>
  recoveredLines({ emulation: "7f3a91", ...one }, { paint });

it("what was undone of a dead emulation is named, and what was kept", () => {
  expect(lines({ did: ["stopped web", "restored /a"], kept: ["/b: an edit of yours stays"] })).toEqual([
    "Cleaned up emulation 7f3a91, whose host had died: stopped web, restored /a",
    "  kept /b: an edit of yours stays",
  ]);
  expect(lines({ did: [], kept: [] })).toEqual([
    "Cleaned up emulation 7f3a91, whose host had died: nothing was left",
  ]);
});

it("what could not be undone says why and what to do, and never that it was cleaned up", () => {
  const failed = machineFailure("disk-full", "No space left", { hint: "Make room." }).problem;
  const [first, ...rest] = lines({ did: [], kept: [], failed });
  expect(first).toContain("7f3a91");
  expect(first).toContain("could not be undone");
  expect(first).toContain("backcompat recover");
  expect(rest).toEqual(["  ✗ No space left", "    → Make room."]);
});
