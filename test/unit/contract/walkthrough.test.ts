import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import * as ids from "../../../src/contract/ids";

const root = join(import.meta.dirname, "..", "..", "..");
const step = z.object({
  description: z.string(),
  media: z.object({ image: z.string(), altText: z.string() }),
});
const manifest = z.object({
  contributes: z.object({ walkthroughs: z.array(z.object({ steps: z.array(step) })) }),
});
const raw: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const steps = manifest.parse(raw).contributes.walkthroughs.flatMap((one) => one.steps);
const commands = [ids.commandIds, ids.emulateCommandIds].flatMap((table) => Object.values<string>(table));

describe("the walkthrough", () => {
  it("has four or five steps, each with a picture that is there and words for who can't see it", () => {
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(steps.length).toBeLessThanOrEqual(5);
    for (const { media } of steps) {
      expect(existsSync(join(root, media.image)), media.image).toBe(true);
      expect(media.altText).not.toBe("");
    }
  });

  it("links to commands that there are", () => {
    const linked = steps.flatMap(({ description }) =>
      [...description.matchAll(/\(command:(backcompat\.\w+)\)/g)].flatMap((match) => match[1] ?? []),
    );
    expect(linked.length).toBeGreaterThan(0);
    expect(linked.filter((command) => !commands.includes(command))).toEqual([]);
  });
});
