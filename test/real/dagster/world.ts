import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { vi } from "vitest";
import { z } from "zod";
import { type Ended, newUser, temporaryFolder } from "../../system/cli/world";
import { makeBench, python } from "../../system/environments/world";

/** The first time all of it comes from an index, which may be slow, to a machine that may be slow too. */
vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 1_200_000 });

/** Eight pairs take minutes: they run with `--all`, otherwise the two releases that are furthest apart. */
export const all = process.env["BACKCOMPAT_ALL"] === "1";

export const newest = "1.13.27";
export const releases = all
  ? ["0.12.8", "0.14.17", "1.0.17", "1.3.13", "1.3.14", "1.5.14", "1.8.2", newest]
  : ["0.12.8"];

export const suite = "integration_tests/test_suites/backcompat-test-suite/webserver_service";

/** The sample with these releases, whose services take any free ports and all the time they need. */
export const sampleOf = (made: readonly string[]): string =>
  makeSample(join(temporaryFolder(), "dagster"), made);

export const makeSample = (folder: string, made: readonly string[]): string => {
  execFileSync(process.execPath, [join(process.cwd(), "scripts", "sample.mjs"), "dagster", folder], {
    env: { ...process.env, BACKCOMPAT_SAMPLE_RELEASES: made.join(" ") },
    stdio: "pipe",
  });
  mkdirSync(join(folder, ".git", "info"), { recursive: true });
  writeFileSync(join(folder, ".git", "info", "exclude"), ".vscode/backcompat.local.json\n");
  writeFileSync(join(folder, ".vscode", "backcompat.local.json"), JSON.stringify(overlay));
  return folder;
};

const overlay = {
  version: 1,
  scenarios: {
    dagster: {
      services: {
        grpc: { ports: { grpc: {} }, ready: { timeout: "10m" } },
        webserver: { ports: { http: {} }, ready: { timeout: "10m" } },
      },
    },
  },
};

/** PATH with a uv of our own in it; removed by whoever asked. */
export const withUv = async (): Promise<{ path: string; remove: () => Promise<void> }> => {
  const bench = await makeBench("uv of-");
  const { path } = await bench.build({
    spec: python({ version: ">=3.9 <3.13" }),
    source: { kind: "pypi", name: "uv", version: "0.8.22" },
    tree: undefined,
  });
  return { path: [...path, process.env["PATH"] ?? ""].join(delimiter), remove: bench.remove };
};

const report = z.object({
  verdict: z.string(),
  sides: z.record(z.string(), z.string()),
  checks: z.array(z.object({ name: z.string(), verdict: z.string(), why: z.string().optional() })),
  rootCauseLines: z.array(z.looseObject({ side: z.string(), service: z.string(), text: z.string() })),
  timings: z.record(z.string(), z.number()),
});

export interface Ran extends Ended {
  readonly report: z.infer<typeof report>;
}

export type RunDagster = (folder: string, ...args: readonly string[]) => Promise<Ran>;

/** A person with uv, who runs scenarios of the sample. */
export const dagsterUser = (path: string): RunDagster => {
  const user = newUser({ PATH: path });
  return async (folder, ...args) => {
    const ended = await user.run(folder, "run", ...args, "--json");
    if (ended.out === "") throw new Error(ended.said);
    return { ...ended, report: report.parse(JSON.parse(ended.out)) };
  };
};

export const gitStatus = (folder: string): string =>
  execFileSync("git", ["status", "--porcelain"], { cwd: folder, encoding: "utf8" });
