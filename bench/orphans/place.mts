import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A copy of the sample, a state folder and a temporary folder that nobody else uses. */
export interface Place {
  readonly folder: string;
  readonly sample: string;
  readonly state: string;
  readonly temporary: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cli: string;
}

export const makePlace = (): Place => {
  const folder = mkdtempSync(join(tmpdir(), "orphans-"));
  const [sample, state, temporary] = ["tiny", "state", "tmp"].map((name) => join(folder, name));
  if (sample === undefined || state === undefined || temporary === undefined) throw new Error("no folders");
  mkdirSync(temporary);
  execFileSync(process.execPath, [join(root, "scripts", "sample.mjs"), "tiny", sample], { stdio: "ignore" });
  givePortsOfItsOwn(sample);
  return {
    folder,
    sample,
    state,
    temporary,
    env: { ...plainEnvironment(), BACKCOMPAT_HOME: state, TMPDIR: temporary },
    cli: join(root, "dist", "cli.js"),
  };
};

/** Reservations hold within one temporary folder; emulations of another one want the same ports as ours. */
const givePortsOfItsOwn = (sample: string): void => {
  const file = join(sample, ".vscode", "backcompat.json");
  const first = 10_000 + (process.pid % 4_000) * 2;
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replace("4266", String(first)).replace("3000", String(first + 1)));
  const person = ["-c", "user.name=Bench", "-c", "user.email=bench@example.org"];
  execFileSync("git", ["-C", sample, ...person, "commit", "--quiet", "--all", "--message", "other ports"]);
};

export const removePlace = ({ folder }: Place): void => rmSync(folder, { recursive: true, force: true });

const plainEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    ["PATH", "HOME", "LANG"].flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
