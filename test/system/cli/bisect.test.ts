import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { makeHistory, type State, type Step } from "./history";
import { newUser, tinyCopy } from "./world";

// Many emulations one after the other, each of which starts programs: what hangs is found all the same.
vi.setConfig({ testTimeout: 180_000 });

const probe = z.object({ version: z.string(), verdict: z.string(), self: z.boolean() });
const found = z.object({
  lastGood: z.string(),
  firstBad: z.string(),
  range: z.tuple([z.string(), z.string()]),
  probes: z.array(probe),
});
const report = found.extend({
  axis: z.string(),
  held: z.record(z.string(), z.string()),
  borders: z.array(z.object({ from: z.string(), to: z.string(), turns: z.string() })),
  commits: found.optional(),
  noCommits: z.string().optional(),
  rootCauseLines: z.array(z.looseObject({ side: z.string(), text: z.string() })),
  changes: z.object({ commits: z.array(z.unknown()), files: z.array(z.string()) }).optional(),
});

/** So many commits of a state; the last one is a release. */
const upTo = (tag: string, states: readonly State[]): readonly Step[] =>
  states.map((state, index) => (index === states.length - 1 ? { state, tag } : { state }));

const times = (count: number, state: State): State[] => Array.from({ length: count }, () => state);

describe("bisecting", () => {
  it("finds the release and then the commit, whichever end is newer, and shows what each side said", async () => {
    const { exit, out } = await newUser().run(
      tinyCopy(),
      ...["bisect", "tiny", "--axis", "release", "--with", "host=2.0.0", "--json"],
    );
    expect(exit).toBe(0);
    const { lastGood, firstBad, range, commits, ...said } = report.parse(JSON.parse(out));
    expect([lastGood, firstBad, range]).toEqual(["1.2.0", "1.1.0", ["1.1.0", "1.1.0"]]);
    expect(said.held).toEqual({ host: "2.0.0" });
    expect(said.probes.filter(({ self }) => self).every(({ verdict }) => verdict === "green")).toBe(true);
    expect(said.probes.filter(({ self }) => !self)).toHaveLength(5);
    expect(new Set(said.rootCauseLines.map(({ side }) => side))).toEqual(new Set(["userCode", "host"]));
    expect(said.changes?.files[0]).toBe("codeserver/codeserver.py");
    expect(commits).toMatchObject({ lastGood: expect.stringMatching(/^[0-9a-f]{40}$/), probes: [] });
  });

  it("goes on over the commits between two releases, by halving", async () => {
    const { folder, commits } = makeHistory([
      ...upTo("1.0.0", ["good"]),
      ...upTo("1.1.0", ["good", "good"]),
      ...upTo("1.2.0", [...times(18, "good"), ...times(14, "bad")]),
      ...upTo("1.3.0", ["bad"]),
    ]);
    const { exit, out } = await newUser().run(folder, "bisect", "--axis", "release", "--json");
    expect(exit).toBe(0);
    const said = report.parse(JSON.parse(out));
    expect([said.lastGood, said.firstBad]).toEqual(["1.1.0", "1.2.0"]);
    expect([said.commits?.lastGood, said.commits?.firstBad]).toEqual([commits[20], commits[21]]);
    expect(said.commits?.probes.length).toBeLessThanOrEqual(5);
  });

  it("goes round what can't be built, and names a range where that hides the answer", async () => {
    const { folder } = makeHistory([
      ...upTo("1.0.0", ["good"]),
      ...upTo("1.1.0", ["unbuildable"]),
      ...upTo("1.2.0", ["unbuildable"]),
      ...upTo("1.3.0", ["bad"]),
      ...upTo("1.4.0", ["bad"]),
    ]);
    const user = newUser();
    const { exit, out } = await user.run(folder, "bisect", "--axis", "release", "--releases", "--json");
    expect(exit).toBe(0);
    const said = report.parse(JSON.parse(out));
    expect([said.lastGood, said.firstBad, said.range]).toEqual(["1.0.0", "1.3.0", ["1.1.0", "1.3.0"]]);
    expect(said.probes).toContainEqual({ version: "1.1.0", verdict: "unbuildable", self: false });
    expect(said.commits).toBeUndefined();
  });

  it("has no answer, and says so, where an end is not what it was said to be", async () => {
    const { folder } = makeHistory([
      ...upTo("1.0.0", ["good"]),
      ...upTo("1.1.0", ["good"]),
      ...upTo("1.2.0", ["bad"]),
    ]);
    const user = newUser();
    const wrong = ["bisect", "--axis", "release", "--good", "1.0.0", "--bad", "1.1.0"];
    const { exit, out, said } = await user.run(folder, ...wrong);
    expect([exit, out]).toEqual([2, ""]);
    expect(said).toContain("The bad end, 1.1.0 of release, was to be red and isn't");
    const none = await user.run(folder, "bisect");
    expect([none.exit, none.said]).toEqual([2, expect.stringContaining("--axis AXIS")]);
    const unknown = await user.run(folder, "bisect", "--axis", "relaese");
    expect([unknown.exit, unknown.said]).toEqual([2, expect.stringContaining("Did you mean release?")]);
  });
});
