import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm, root } from "../bootstrap.mjs";
import { alone } from "./once.mts";
import { CannotRun } from "./problem.mts";
import { run } from "./run.mts";

interface Locked {
  readonly packages?: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

/** `npm ci` where what is installed is not what the lock file says. */
export const ensureDependencies = async (): Promise<void> => {
  if (installed()) return;
  await alone(join(root, ".cache", "install.lock"), "npm ci", async () => {
    if (installed()) return;
    console.error("Installing the project's dependencies (npm ci) …");
    // No dependency needs an install script here: esbuild finds its binary without.
    const { argv, shell } = npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
    const { code, output } = await run(argv, { cwd: root, quiet: true, shell, timeoutMs: 600_000 });
    if (code !== 0) throw new CannotRun(`npm ci failed:\n${output}`);
  });
};

// npm writes down what it installed, last: compared with the lock file it can't be stale.
const installed = (): boolean => {
  const there = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(there)) return false;
  const has = packagesOf(there);
  return Object.entries(packagesOf(join(root, "package-lock.json"))).every(
    ([path, { version, optional }]) =>
      path === "" || has[path]?.version === version || (optional === true && has[path] === undefined),
  );
};

const packagesOf = (file: string): NonNullable<Locked["packages"]> => {
  const { packages = {} }: Locked = JSON.parse(readFileSync(file, "utf8"));
  return packages;
};
