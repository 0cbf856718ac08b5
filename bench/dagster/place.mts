import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Place, root } from "../orphans/place.mts";

export const release = "0.14.17";

/** The sample with two releases, and a uv that both contenders use; uv's cache is the user's own. */
export const makeDagsterPlace = (): Place => {
  const folder = mkdtempSync(join(tmpdir(), "dagster-bench-"));
  const [sample, temporary, uv] = [join(folder, "dagster"), join(folder, "tmp"), join(folder, "uv")];
  mkdirSync(temporary);
  execFileSync(process.execPath, [join(root, "scripts", "sample.mjs"), "dagster", sample], {
    stdio: "ignore",
    env: { ...process.env, BACKCOMPAT_SAMPLE_RELEASES: `${release} 1.13.27` },
  });
  givePortsOfItsOwn(sample);
  execFileSync("python3", ["-m", "venv", uv]);
  execFileSync(join(uv, "bin", "pip"), ["install", "--quiet", "uv==0.8.22"]);
  const PATH = [join(uv, "bin"), process.env["PATH"] ?? ""].join(delimiter);
  // Where packages come from may be said by variables.
  const env = { ...given(), PATH, TMPDIR: temporary };
  return { folder, sample, state: join(folder, "state"), temporary, env, cli: join(root, "dist", "cli.js") };
};

const given = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const givePortsOfItsOwn = (sample: string): void => {
  const file = join(sample, ".vscode", "backcompat.json");
  const first = 10_000 + (process.pid % 4_000) * 2;
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("4266", String(first)).replace("3000", String(first + 1)));
  const person = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org"];
  execFileSync("git", ["-C", sample, ...person, "commit", "--quiet", "--all", "--message", "other ports"]);
};
