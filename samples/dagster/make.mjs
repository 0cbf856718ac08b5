// The layout and the tags of the real repository, out of the published packages: nothing is cloned.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CannotMake } from "../problem.mjs";
import { makeHistory } from "../releases.mjs";
import { releases } from "./releases.mjs";
import { sourcesOf } from "./sources.mjs";

const files = join(dirname(fileURLToPath(import.meta.url)), "files");

/**
 * Fills an empty folder with the repository, checked out at the newest release. `BACKCOMPAT_SAMPLE_RELEASES` makes do
 * with some of them: `0.12.8 1.13.27`.
 * @param {string} folder
 */
export const make = async (folder) => {
  const wanted = (process.env.BACKCOMPAT_SAMPLE_RELEASES ?? "").split(/\s+/).filter(Boolean);
  const some = releases.filter(({ version }) => wanted.length === 0 || wanted.includes(version));
  const sources = await sourcesOf(some.flatMap(({ packages }) => packages));
  makeHistory(folder, some, ({ packages }) => {
    rmSync(join(folder, "python_modules"), { recursive: true, force: true });
    for (const one of packages) unpack(sources.get(one) ?? "", join(folder, one.folder));
    cpSync(files, folder, { recursive: true });
  });
};

/**
 * Without what only an archive has or would leave something out, what would only weigh, and scripts, whose rights not
 * every system knows.
 * @param {string} archive
 * @param {string} folder
 */
const unpack = (archive, folder) => {
  mkdirSync(folder, { recursive: true });
  const { status, stderr, error } = spawnSync(
    "tar",
    [
      "-xzf",
      archive,
      "-C",
      folder,
      "--strip-components=1",
      "--exclude=*.map",
      "--exclude=*_tests",
      "--exclude=*.sh",
    ],
    { encoding: "utf8", windowsHide: true },
  );
  if (error || status !== 0)
    throw new CannotMake(`tar could not unpack ${archive}: ${error?.message ?? stderr}`, 3);
  for (const name of readdirSync(folder).filter(isLeftover))
    rmSync(join(folder, name), { recursive: true, force: true });
};

/** @param {string} name */
const isLeftover = (name) =>
  [".gitignore", "PKG-INFO", "uv.lock"].includes(name) ||
  name.endsWith(".egg-info") ||
  /^[0-9a-f]{8}-[0-9a-f-]+$/.test(name);
