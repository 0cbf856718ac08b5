import { describe, expect, it } from "vitest";
import { besidesQuestion, othersOn } from "../../../../src/editor/emulate/besidesText";
import { linkQuestion, parseLink } from "../../../../src/editor/emulate/link";
import type { EmulationRecord } from "../../../../src/emulation/record";

const record = (more: Partial<EmulationRecord> = {}): EmulationRecord => ({
  id: "7f3a91",
  scenario: "tiny",
  title: "tiny",
  folder: "/work",
  versions: {},
  sides: { host: "host workspace", userCode: "userCode 1.0.0" },
  host: { pid: 1, startedAt: "" },
  control: "",
  started: 1,
  state: "ready",
  ...more,
});

describe("a second emulation", () => {
  it("is asked about where one runs in this window, on whichever folder", () => {
    expect(othersOn("/other", [record()], [])).toMatchObject([{ here: true }]);
  });

  it("is asked about where another window or a terminal runs one on the same folder", () => {
    expect(othersOn("/work", [], [record()])).toMatchObject([{ here: false }]);
    expect(othersOn("/other", [], [record()])).toEqual([]);
  });

  it("needs no question where the first one is being put back", () => {
    expect(othersOn("/work", [record({ state: "stopping" })], [record({ state: "ended" })])).toEqual([]);
  });

  it("is asked about by name and place", () => {
    const { message } = besidesQuestion([
      { record: record(), here: true },
      { record: record({ scenario: "large" }), here: false },
    ]);
    expect(message).toBe(
      "tiny: host workspace ⇄ userCode 1.0.0 and large: host workspace ⇄ userCode 1.0.0 (in another window or terminal) run already.",
    );
    expect(besidesQuestion([{ record: record(), here: true }]).message).toMatch(/1\.0\.0 runs already\.$/);
  });
});

describe("a link", () => {
  it("names a scenario, versions by axis, and whether sides change places", () => {
    expect(parseLink("/emulate", "scenario=tiny&release=1.0.0&swap=true")).toEqual({
      ok: true,
      value: { scenario: "tiny", versions: { release: "1.0.0" }, swap: true },
    });
  });

  it("may name nothing: then it is the folder's only scenario as it stands", () => {
    expect(parseLink("/emulate", "")).toEqual({
      ok: true,
      value: { scenario: undefined, versions: {}, swap: false },
    });
  });

  it("to anything else is refused, with what links look like", () => {
    expect(parseLink("/install", "")).toMatchObject({
      ok: false,
      error: { hint: expect.stringContaining("emulate?scenario=") },
    });
  });

  it("is asked about in words that show all of what it wants, but no endless text", () => {
    const link = { scenario: "tiny", versions: { release: "1.0.0" }, swap: true };
    expect(linkQuestion(link, "/work")).toBe(
      "A link asks to emulate “tiny” with release 1.0.0 and sides swapped in /work.",
    );
    const long = { scenario: "x".repeat(500), versions: {}, swap: false };
    expect(linkQuestion(long, "/work").length).toBeLessThan(150);
  });
});
