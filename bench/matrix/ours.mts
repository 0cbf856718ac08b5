import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Place } from "../orphans/place.mts";

interface Ours {
  readonly seconds: number;
  /** A line for each cell, as the loop prints it. */
  readonly verdicts: string;
}

/** Each cell from nothing to nothing, with journal, guardian, logs and root cause lines. */
export const runMatrix = async ({ cli, sample, env }: Place, versions: readonly string[]): Promise<Ours> => {
  const list = versions.join(",");
  const axes = ["--versions", `host=${list}`, "--versions", `release=${list}`];
  const began = performance.now();
  const child = spawn(process.execPath, [cli, "matrix", "tiny", ...axes, "--jobs", "2", "--json"], {
    cwd: sample,
    env,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  await once(child, "close");
  const seconds = (performance.now() - began) / 1000;
  const { cells }: { cells: { versions: { host: string; release: string }; verdict: string }[] } =
    JSON.parse(text);
  const verdicts = cells.map(({ versions: { host, release }, verdict }) => `${host} ${release} ${verdict}`);
  return { seconds, verdicts: verdicts.join("\n") };
};
