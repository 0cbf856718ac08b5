import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CannotRun } from "./problem.mts";
import { run } from "./run.mts";

/** Debian's packages by name; elsewhere, or without root, the command to run is the message. */
export const ensurePackages = async (names: readonly string[], why: string): Promise<void> => {
  const missing = names.filter((name) => !debianHas(name));
  if (missing.length === 0) return;
  const install = ["apt-get", "install", "-y", "--no-install-recommends", ...missing];
  if (onPath("apt-get") === undefined || process.getuid?.() !== 0) {
    throw new CannotRun(`${why} needs ${missing.join(", ")}. Run: sudo ${install.join(" ")}`);
  }
  console.error(`Installing ${missing.join(", ")} (${why}) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await run(["apt-get", "update", "-q"], { env, quiet: true, timeoutMs: 300_000 });
  const { code, output } = await run(install, { env, quiet: true, timeoutMs: 600_000 });
  if (code !== 0) throw new CannotRun(`${install.join(" ")} failed:\n${output}`);
};

export const onPath = (command: string): string | undefined => {
  const ends = process.platform === "win32" ? [".exe", ".cmd", ""] : [""];
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => ends.map((end) => join(folder, `${command}${end}`)))
    .find((file) => existsSync(file));
};

const debianHas = (name: string): boolean =>
  spawnSync("dpkg-query", ["-s", name], { encoding: "utf8" }).stdout?.includes(
    "Status: install ok installed",
  ) ?? false;
