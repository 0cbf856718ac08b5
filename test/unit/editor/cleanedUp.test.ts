import { describe, expect, it } from "vitest";
import { type CleanedUp, cleanedUpText } from "../../../src/editor/cleanedUp";
import { hostDied } from "../../../src/emulation/hostDied";
import type { EmulationRecord } from "../../../src/emulation/record";
import type { Recovered } from "../../../src/emulation/recover";

const record = (more: Partial<EmulationRecord> = {}): EmulationRecord => ({
  id: "one",
  scenario: "tiny",
  title: "Webserver ↔ older user code",
  folder: "/shop",
  versions: { host: "workspace", release: "1.0.0" },
  sides: { host: "workspace", userCode: "1.0.0" },
  host: { pid: 7, startedAt: "then" },
  control: "/control",
  started: 100,
  ended: 200,
  state: "ended",
  why: hostDied,
  ...more,
});

const said = (more: Partial<CleanedUp> = {}): string | undefined =>
  cleanedUpText({ records: [record()], recovered: [], folders: ["/shop"], since: 150, ...more });

const dead = (more: Partial<Recovered> = {}): Recovered => ({ emulation: "one", did: [], kept: [], ...more });

describe("what an activation says of emulations whose host died", () => {
  it("names what the guardian had undone since the last time", () => {
    expect(said()).toBe("Backcompat cleaned up after tiny 1.0.0, whose host had died.");
  });

  it("is nothing where it was said before, was never of this workspace, or ended by itself", () => {
    expect(said({ since: 250 })).toBeUndefined();
    expect(said({ since: undefined })).toBeUndefined();
    expect(said({ folders: ["/other"] })).toBeUndefined();
    const { why: _, ...well } = record();
    expect(said({ records: [well] })).toBeUndefined();
  });

  it("names what this activation undid, wherever it ran, and once", () => {
    expect(said({ recovered: [dead()] })).toBe(said());
    expect(said({ recovered: [dead()], since: undefined, folders: [] })).toBe(said());
    const lost = said({ recovered: [dead({ emulation: "lost" })], since: 250 });
    expect(lost).toBe("Backcompat cleaned up after an emulation, whose host had died.");
  });

  it("doesn't claim what could not be undone", () => {
    const failed = { code: "disk-full", message: "no space left", exit: 3 } as const;
    expect(said({ recovered: [dead({ failed })], since: 250 })).toBeUndefined();
  });
});
