import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

const script = join(process.cwd(), "scripts", "sample.mjs");

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "samples-"));
  folders.push(folder);
  return folder;
};

export interface Outcome {
  readonly exit: number | null;
  readonly said: string;
  readonly printed: string;
}

export const sample = (
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Outcome => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [script, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: { ...process.env, ...options.env },
    encoding: "utf8",
  });
  return { exit: status, said: stderr, printed: stdout };
};

export const makeTiny = (env: NodeJS.ProcessEnv = {}): string => {
  const folder = join(temporaryFolder(), "tiny");
  const { exit, said } = sample(["tiny", folder], { env });
  if (exit !== 0) throw new Error(said);
  return folder;
};

export const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" }).trim();
