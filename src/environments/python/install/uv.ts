import { homedir } from "node:os";
import { join } from "node:path";
import type { ToolCall } from "../../../processes/types";
import { findExecutable } from "../../../processes/which";
import { Failure } from "../../../util/problem";
import type { Building } from "../../store/step";
import type { EnvironmentWorld } from "../../world";

export interface Installing {
  readonly python: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** A uv that really runs: on PATH, or where its installers put it. */
export const findUv = async (
  { env, home = homedir(), run }: EnvironmentWorld,
  building: Building,
): Promise<string | undefined> => {
  const installed = [join(home, ".local", "bin"), join(home, ".cargo", "bin")];
  const found = [
    findExecutable("uv", env),
    ...installed.map((folder) => findExecutable("uv", { PATH: folder })),
  ];
  for (const uv of new Set(found)) if (uv !== undefined && (await runs(uv, run, building))) return uv;
  return undefined;
};

const runs = async (uv: string, run: EnvironmentWorld["run"], building: Building): Promise<boolean> => {
  try {
    return await run({ tool: uv, args: ["--version"], parse: () => true }, building.run);
  } catch (error) {
    // A version manager's shim without a uv behind it.
    if (building.run.signal.aborted || !(error instanceof Failure)) throw error;
    return false;
  }
};

export const uvInstall = (
  uv: string,
  { python, args, cwd, env }: Installing,
  bounds: readonly string[],
): ToolCall<void> => ({
  tool: uv,
  args: ["pip", "install", "--python", python, ...bounds, ...args],
  cwd,
  // It would try to download interpreters, and stall where it can't.
  env: { ...env, UV_PYTHON_DOWNLOADS: "never", UV_NO_PROGRESS: "1" },
  parse: () => undefined,
});

/** Setuptools younger than the date only where uv could not build without: it needs 40.8 for old packages. */
export const uvBounds = (asOf: string | undefined): string[] =>
  asOf === undefined ? [] : ["--exclude-newer", asOf, ...setuptoolsFrom(legacyBuildsSince, asOf)];

/** For packages that are to be editable, for which uv needs setuptools 64. */
export const relaxedBounds = (asOf: string): string[] => [
  "--exclude-newer",
  asOf,
  ...setuptoolsFrom(editablesSince, asOf),
];

const legacyBuildsSince = "2019-03-01T00:00:00Z";
const editablesSince = "2022-09-01T00:00:00Z";

const setuptoolsFrom = (since: string, asOf: string): string[] =>
  asOf < since ? ["--exclude-newer-package", `setuptools=${since}`] : [];

export const wantsNewerSetuptools = (asOf: string | undefined, output: readonly string[]): asOf is string =>
  asOf !== undefined &&
  asOf < editablesSince &&
  output.some((line) => /has no attribute 'build_editable'|missing the 'build_editable' hook/.test(line));
