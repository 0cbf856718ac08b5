// Published packages, once fetched kept outside of the project: a fresh clone must not fetch them again.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cacheFolder } from "../../scripts/bootstrap.mjs";
import { CannotMake } from "../problem.mjs";

/** @typedef {import("./releases.mjs").Package} Package */

/**
 * The source archives of packages, as they were published; pip knows the index that its user has configured.
 * @param {readonly Package[]} packages
 * @returns {Promise<ReadonlyMap<Package, string>>} where each lies
 */
export const sourcesOf = async (packages) => {
  const cache = join(cacheFolder(), "dagster-sources");
  mkdirSync(cache, { recursive: true });
  const missing = packages.filter((one) => archiveIn(cache, one) === undefined);
  if (missing.length > 0) {
    const pip = findPip();
    console.error(`Fetching ${missing.length} packages into ${cache} …`);
    const left = [...missing];
    const worker = async () => {
      for (let one = left.shift(); one; one = left.shift()) await fetchInto(cache, one, pip);
    };
    await Promise.all([worker(), worker(), worker()]);
  }
  return new Map(packages.map((one) => [one, archiveIn(cache, one) ?? notFetched(one)]));
};

/**
 * `dagster-graphql-1.8.2.tar.gz`, in newer archives `dagster_graphql-…`.
 * @param {string} folder
 * @param {Package} one
 * @returns {string | undefined}
 */
const archiveIn = (folder, { name, version }) =>
  [name, name.replaceAll("-", "_")]
    .map((written) => join(folder, `${written}-${version}.tar.gz`))
    .find((file) => existsSync(file));

/**
 * @param {Package} one
 * @returns {never}
 */
const notFetched = ({ name, version }) => {
  throw new CannotMake(`pip said nothing, but brought no source archive of ${name} ${version}.`, 3);
};

/**
 * @param {string} cache
 * @param {Package} one
 * @param {readonly string[]} pip
 */
const fetchInto = async (cache, one, pip) => {
  const { name, version } = one;
  const half = mkdtempSync(join(cache, "half-"));
  try {
    await run([
      ...pip,
      "download",
      "--quiet",
      "--no-deps",
      "--no-binary",
      name,
      "--dest",
      half,
      `${name}==${version}`,
    ]);
    for (const file of readdirSync(half)) renameSync(join(half, file), join(cache, file));
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
};

/** @param {readonly string[]} argv */
const run = ([command = "", ...args]) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], windowsHide: true });
    let said = "";
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(undefined);
      else reject(new CannotMake(`${command} ${args.join(" ")} failed:\n${said.trim()}`, 3));
    });
  });

/** @returns {readonly string[]} */
const findPip = () => {
  const found = ["python3", "python", "py"].find(
    (python) => spawnSync(python, ["-m", "pip", "--version"], { windowsHide: true }).status === 0,
  );
  if (found !== undefined) return [found, "-m", "pip"];
  throw new CannotMake("Published packages are fetched by pip. Install Python with pip, and try again.", 3);
};
