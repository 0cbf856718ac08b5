import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { makeHistory } from "./history";
import { everything, newUser, tinyCopy } from "./world";

// Many emulations one after the other, each of which starts programs: what hangs is found all the same.
vi.setConfig({ testTimeout: 180_000 });

const report = z.object({
  axes: z.array(z.object({ name: z.string(), versions: z.array(z.string()) })),
  cells: z.array(
    z.looseObject({
      versions: z.record(z.string(), z.string()),
      verdict: z.string(),
      seconds: z.number(),
      silent: z.array(z.string()),
      checks: z.array(z.looseObject({ name: z.string(), verdict: z.string() })),
      rootCauseLines: z.array(z.looseObject({ side: z.string() })),
    }),
  ),
  unexpected: z.array(z.looseObject({ verdict: z.string() })),
  borders: z.array(z.looseObject({ axis: z.string() })),
  notRun: z.number(),
});

const verdicts = (out: string): readonly string[] =>
  report.parse(JSON.parse(out)).cells.map(({ versions, verdict }) => `${Object.values(versions)} ${verdict}`);

describe("a matrix of tiny", () => {
  it("tells green from red, both sides' words with it, several cells at once, and leaves every byte", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const before = everything(copy);
    const some = ["--versions", "host=1.6.0,2.0.0", "--axis", "release=<1.3", "--jobs", "2"];
    const { exit, out } = await user.run(copy, "matrix", "tiny", ...some, "--json");
    expect(exit).toBe(1);
    expect(verdicts(out)).toEqual([
      "1.6.0,1.0.0 green",
      "1.6.0,1.1.0 green",
      "1.6.0,1.2.0 green",
      "2.0.0,1.0.0 red",
      "2.0.0,1.1.0 red",
      "2.0.0,1.2.0 green",
    ]);
    const { cells, borders, unexpected } = report.parse(JSON.parse(out));
    const sides = cells.find(({ verdict }) => verdict === "red")?.rootCauseLines.map(({ side }) => side);
    expect(new Set(sides)).toEqual(new Set(["userCode", "host"]));
    expect([borders.length, unexpected.length]).toEqual([3, 2]);
    expect(everything(copy)).toEqual(before);
  });

  it("goes on where SIGKILL ended it: what was judged is not run again, and nothing is left of the rest", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const before = everything(copy);
    const some = ["--versions", "host=2.0.0", "--axis", "release=<1.4", "--jobs", "1"];
    const first = user.start(copy, "matrix", "tiny", ...some);
    await first.until("release=1.1.0");
    first.child.kill("SIGKILL");
    await first.ended;
    const { exit, out, said } = await user.run(copy, "matrix", "--resume", "--json");
    expect(exit).toBe(1);
    expect(verdicts(out)).toEqual([
      "2.0.0,1.0.0 red",
      "2.0.0,1.1.0 red",
      "2.0.0,1.2.0 green",
      "2.0.0,1.3.0 green",
    ]);
    expect(said).not.toMatch(/release=1\.0\.0 +red/);
    expect(everything(copy)).toEqual(before);
    const live = join(user.home, "live");
    expect(existsSync(live) ? readdirSync(live) : []).toEqual([]);
  });

  it("shows a person the grid, the causes once for all cells that say the same, and how to debug them", async () => {
    const some = ["--versions", "host=2.0.0", "--versions", "release=1.1.0,1.2.0,0.0.9"];
    const { exit, out } = await newUser().run(tinyCopy(), "matrix", "tiny", ...some);
    expect(exit).toBe(1);
    expect(out).toMatch(/^host ↓ release → {2}1\.1\.0 {2}1\.2\.0 {2}0\.0\.9\n2\.0\.0 +✗ +✓ +–\n/);
    expect(out).toContain('ValueError: unknown field "job_name"');
    expect(out).toContain("backcompat up tiny --with host=2.0.0 --with release=1.1.0 --debug");
    expect(out).toMatch(/1 red, 1 green, 1 absent/);
  });

  it("names what was held, too, where it says how to debug a pair; and its reds run again as they were", async () => {
    const [user, copy] = [newUser(), tinyCopy()];
    const some = ["--with", "host=2.0.0", "--versions", "release=1.1.0,1.2.0"];
    const { out, said } = await user.run(copy, "matrix", "tiny", ...some);
    expect(out).toContain("backcompat up tiny --with host=2.0.0 --with release=1.1.0 --debug");
    expect(said).toMatch(/release=1\.1\.0 +red/);
    const again = await user.run(copy, "matrix", "tiny", "--failed", "--json");
    expect([again.exit, verdicts(again.out)]).toEqual([1, ["1.1.0 red"]]);
  });
});

describe("a matrix that can't be run as it was asked for", () => {
  it.each([
    [["--axis", "release=>=9"], "No release of release is in the range >=9", "from 1.0.0 to 2.0.0"],
    [["--axis", "relese=>=1"], "no axis “relese”", "Did you mean release?"],
    [["--versions", "release"], "names no axis", "--versions release=1.2.0,1.3.0"],
    [["--with", "host=2.0.0", "--with", "release=1.0.0"], "No axis of tiny varies", "--versions AXIS"],
    [["--jobs", "none"], "--jobs none is not a number", "--jobs 2"],
    [["--with", "host=2.0.0", "--axis", "host=>1"], "host can't keep one version and vary", "--with host=…"],
    [["--axis", "host=>1", "--versions", "host=1.2.0"], "What to try of host is said twice", "a list"],
    [["--failed", "--boundary"], "--boundary and --failed can't both say", "one of them"],
    [["--resume", "--with", "host=2.0.0"], "--with has no place", "Leave --resume away"],
    [["--resume"], "No matrix of tiny has been run yet", "backcompat matrix runs one"],
  ])("says what is wrong with %j, and runs nothing", async (args, what, hint) => {
    const { exit, out, said } = await newUser().run(tinyCopy(), "matrix", "tiny", ...args);
    expect([exit, out]).toEqual([2, ""]);
    expect(said).toContain(what);
    expect(said).toContain(hint);
  });

  it("asks before more than a thousand cells", async () => {
    const { folder } = makeHistory(
      Array.from({ length: 40 }, (_, index) => ({ state: "good" as const, tag: `1.${index}.0` })),
    );
    const file = join(folder, ".vscode", "backcompat.json");
    const two = readFileSync(file, "utf8").replace('"axes":{', '"axes":{"other":{"like":"release"},');
    writeFileSync(file, two);
    const { exit, said } = await newUser().run(folder, "matrix");
    expect(exit).toBe(2);
    expect(said).toContain("1,600 cells");
    expect(said).toContain("--yes");
  });
});

describe("reports", () => {
  it("are written where they were asked for, and an earlier one tells what is different", async () => {
    const { folder } = makeHistory([
      { state: "good", tag: "1.0.0" },
      { state: "bad", tag: "1.1.0" },
    ]);
    const user = newUser();
    const files = ["b.json", "r.html", "r.md", "r.xml", "r.svg"];
    const asked = files.flatMap((file) => ["--report", file]);
    expect((await user.run(folder, "matrix", ...asked)).exit).toBe(1);
    for (const file of files)
      expect(readFileSync(join(folder, file), "utf8")).toMatch(/1 red|"red"|failures="1"/);
    const baseline = readFileSync(join(folder, "b.json"), "utf8").replace('"red"', '"green"');
    writeFileSync(join(folder, "b.json"), baseline);
    const { out } = await user.run(folder, "matrix", "--against", "b.json");
    expect(out).toMatch(/turned red:\n +release=1\.1\.0 \(was green\)/);
    const odd = await user.run(folder, "matrix", "--report", "r.pdf");
    expect([odd.exit, odd.said]).toEqual([2, expect.stringContaining(".html")]);
  });
});

describe("cells of other kinds", () => {
  it("are unbuildable where a build fails, and that is no red", async () => {
    const { folder } = makeHistory([
      { state: "good", tag: "1.0.0" },
      { state: "unbuildable", tag: "1.1.0" },
    ]);
    const { exit, out } = await newUser().run(folder, "matrix", "--json");
    expect(exit).toBe(0);
    expect(verdicts(out)).toEqual(["1.0.0 green", "1.1.0 unbuildable"]);
  });
});
