import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bootstrap.mjs";
import { ensureBuilt } from "./build.mts";
import { ensureChromium, ensureEditor } from "./editor.mts";
import { ensureInstalled } from "./extension.mts";
import { runInHost } from "./hostRun.mts";
import { ensurePackages } from "./packages.mts";
import { CannotRun } from "./problem.mts";
import { run } from "./run.mts";

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface Ring {
  readonly name: string;
  /** Throws `CannotRun` where this machine lacks something. */
  readonly run: (args: readonly string[]) => Promise<Counts>;
}

export const isThere = ({ name }: Ring): boolean => {
  const folder = join(root, "test", name);
  if (name === "lint") return true;
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((file) => /\.test\.ts$/.test(String(file)))
  );
};

const lint = async (): Promise<Counts> => {
  const node = process.execPath;
  const bin = (...parts: readonly string[]): string => join(root, "node_modules", ...parts);
  const steps = [
    [node, bin("@biomejs", "biome", "bin", "biome"), "check", "--error-on-warnings", "."],
    [node, join(root, "scripts", "rows.mjs")],
    [node, join(root, "scripts", "schema.mjs"), "--check"],
    [node, bin("typescript", "bin", "tsc"), "--noEmit", "-p", "tsconfig.json"],
    [node, bin("typescript", "bin", "tsc"), "--noEmit", "-p", join("src", "webview", "tsconfig.json")],
  ];
  let failed = 0;
  for (const argv of steps) failed += (await run(argv, { cwd: root, timeoutMs: 300_000 })).code === 0 ? 0 : 1;
  return failed === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
};

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

interface Vitest {
  readonly prepare?: () => Promise<unknown>;
  /** Stands before the command. */
  readonly under?: readonly string[];
}

const vitest =
  (name: string, minutes: number, { prepare = ensureBuilt, under = [] }: Vitest = {}): Ring["run"] =>
  async (args) => {
    await prepare();
    const report = join(root, ".cache", `ring-${name}.json`);
    rmSync(report, { force: true });
    const all = args.includes("--all");
    const rest = args.filter((arg) => arg !== "--all");
    const tool = join(root, "node_modules", "vitest", "vitest.mjs");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const { code } = await run(
      [...under, process.execPath, tool, "run", "--project", name, ...reporters, ...rest],
      {
        cwd: root,
        env: { ...process.env, ...(all ? { BACKCOMPAT_ALL: "1" } : {}) },
        timeoutMs: minutes * 60_000 * (all ? 10 : 1),
      },
    );
    return existsSync(report) ? countsOf(JSON.parse(readFileSync(report, "utf8")), code) : oneFailed;
  };

/** Root may trace every process and see every socket; users may not. It stays the owner of its files. */
const withoutRights = ["setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs", "--"];

const isRoot = process.platform === "linux" && process.getuid?.() === 0;

/** As root also without root's rights, which hide what a user meets. */
const alsoUnprivileged =
  (name: string, minutes: number): Ring["run"] =>
  async (args) => {
    await nativeDebuggers();
    const counts = await vitest(name, minutes)(args);
    if (!isRoot) return counts;
    console.log(`\n── ${name}, without the rights of root`);
    const user = await vitest(name, minutes, { under: withoutRights })(args);
    return {
      passed: counts.passed + user.passed,
      failed: counts.failed + user.failed,
      skipped: counts.skipped + user.skipped,
    };
  };

/** Where they can't be had, the tests that need them say so; the others need none. */
const nativeDebuggers = (): Promise<void> =>
  orSaid(ensurePackages(["g++", "lldb", "gdb"], "Debugging native programs"));

const orSaid = async (preparing: Promise<void>): Promise<void> => {
  try {
    await preparing;
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    console.error(error.message);
  }
};

/** Engines of its own, which only root can start. */
const engines = async (): Promise<void> => {
  await enginePackages();
  if (!isRoot) throw new CannotRun("Starting engines needs root. Run: sudo npm run test:engine");
  await ensureBuilt();
};

const enginePackages = async (): Promise<void> => {
  if (process.platform !== "linux") throw new CannotRun("Starting engines needs Linux.");
  await ensurePackages(
    [
      "docker.io",
      "docker-compose",
      "iptables",
      "iproute2",
      "openssh-server",
      "openssh-client",
      "openssl",
      "busybox-static",
      "postgresql",
    ],
    "Engines of the tests' own",
  );
};

const oneFailed: Counts = { passed: 0, failed: 1, skipped: 0 };

const countsOf = (report: VitestReport, code: number): Counts => {
  // A file that can't even load has no tests to count, yet failed.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + broken;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
};

const host = async (): Promise<Counts> => {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  await runInHost({
    bundle: join(root, "dist", "test", "host.js"),
    timeoutMs: 300_000,
    onResult: ({ name, ok, ms, error }) => {
      counts[ok ? "passed" : "failed"] += 1;
      console.log(` ${ok ? "✓" : "✗"} ${name} (${ms} ms)${error === undefined ? "" : `\n${error}`}`);
    },
  });
  return counts;
};

const editorReady = async (): Promise<void> => {
  await orSaid(enginePackages());
  await ensureChromium();
  await ensureInstalled(await ensureEditor());
};

export const rings: readonly Ring[] = [
  { name: "lint", run: lint },
  { name: "unit", run: vitest("unit", 5, { prepare: async () => undefined }) },
  { name: "system", run: vitest("system", 20) },
  { name: "dap", run: alsoUnprivileged("dap", 15) },
  { name: "engine", run: vitest("engine", 15, { prepare: engines }) },
  { name: "host", run: host },
  { name: "e2e", run: vitest("e2e", 20, { prepare: editorReady }) },
  { name: "real", run: vitest("real", 20) },
];
