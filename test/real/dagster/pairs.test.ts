import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everything } from "../../system/cli/world";
import { all, dagsterUser, gitStatus, newest, type RunDagster, releases, sampleOf, withUv } from "./world";

let folder: string;
let run: RunDagster;
let remove: () => Promise<void>;

beforeAll(async () => {
  folder = sampleOf([...releases, newest]);
  const uv = await withUv();
  remove = uv.remove;
  run = dagsterUser(uv.path);
});
afterAll(() => remove());

const suite = "test_backcompat.py";
const seen = "the webserver sees the code location";

describe("Dagster's newest webserver", () => {
  // A tag, whose dependencies are those of its day: what is released tomorrow can't break this.
  it.each(releases)("lists, launches and runs what user code of %s has", async (release) => {
    const before = everything(folder);
    const { report, exit } = await run(
      folder,
      "dagster",
      "--with",
      `host=${newest}`,
      "--with",
      `release=${release}`,
    );
    expect(report).toMatchObject({
      verdict: "green",
      sides: { host: newest, userCode: release },
      checks: [
        { name: seen, verdict: "green" },
        { name: suite, verdict: "green" },
      ],
      rootCauseLines: [],
    });
    expect(exit).toBe(0);
    expect(everything(folder)).toEqual(before);
    expect(gitStatus(folder)).toBe("");
  });

  // With what is on the index today.
  it.runIf(all)(
    "may be that of the folder as it is, whose workspace.yaml is as before afterwards",
    async () => {
      const before = everything(folder);
      const { report } = await run(folder, "dagster", "--with", "release=0.12.8");
      expect(report.sides).toEqual({ host: "workspace", userCode: "0.12.8" });
      expect(report.checks.map(({ name }) => name)).toEqual([seen, suite]);
      expect(everything(folder)).toEqual(before);
    },
  );
});

describe("an older webserver", () => {
  it("0.12.10 doesn't know a class of user code 0.12.11, and the report says which", async () => {
    const { report, exit, said } = await run(folder, "dagster from PyPI");
    expect(said).toContain("Not a supported combination: host 0.12.10 would be older than userCode 0.12.11");
    expect(report).toMatchObject({
      verdict: "red",
      sides: { host: "0.12.10", userCode: "0.12.11" },
      checks: [
        { name: seen, verdict: "red" },
        { name: suite, verdict: "red" },
      ],
    });
    expect(report.rootCauseLines).toEqual([
      expect.objectContaining({
        side: "host",
        text: expect.stringContaining(
          'Attempted to deserialize class "ExternalTargetData" which is not in the whitelist',
        ),
      }),
    ]);
    expect(exit).toBe(1);
  });

  it.runIf(all)("1.8.2 still reads user code of today, when the sides are swapped", async () => {
    const before = everything(folder);
    const swapped = ["--with", `host=${newest}`, "--with", "release=1.8.2", "--swap"];
    const { report, said } = await run(folder, "dagster", ...swapped);
    expect(said).toContain(`Not a supported combination: host 1.8.2 would be older than userCode ${newest}`);
    expect(report).toMatchObject({ verdict: "green", sides: { host: "1.8.2", userCode: newest } });
    expect(everything(folder)).toEqual(before);
  });

  it.runIf(all)("0.14.17 stumbles over an event of user code of today", async () => {
    const swapped = ["--with", `host=${newest}`, "--with", "release=0.14.17", "--swap"];
    const { report } = await run(folder, "dagster", ...swapped);
    expect(report.verdict).toBe("red");
    expect(report.rootCauseLines).toContainEqual(
      expect.objectContaining({
        side: "host",
        service: "webserver",
        text: "ValueError: 'STEP_WORKER_STARTING' is not a valid DagsterEventType",
      }),
    );
  });
});
