// A copy of a sample is made once, then kept: what a person did in it is theirs.
import { createHash } from "node:crypto";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { git } from "./git.mjs";
import { CannotMake } from "./problem.mjs";

/**
 * @typedef {object} Sample
 * @property {string} name
 * @property {string} content changes whenever what it is made from does
 * @property {(folder: string) => void | Promise<void>} make
 */

const markerIn = (/** @type {string} */ folder) => join(folder, ".git", "backcompat-sample.json");

/**
 * Makes `folder` a copy of the sample, or leaves the one that is there. Only what carries our mark is ever replaced.
 * @param {Sample} sample
 * @param {string} folder
 * @param {{ fresh: boolean }} options
 * @returns {Promise<string>} what was done, in words
 */
export const workingCopy = async (sample, folder, { fresh }) => {
  const entries = entriesOf(folder);
  if (entries.length === 0) {
    await remake(sample, folder);
    return `Made a copy of ${sample.name}.`;
  }
  const marker = readMarker(folder);
  if (marker?.sample !== sample.name) throw notOurs(sample, folder);
  if (!fresh && marker.state !== stateOf(folder))
    return "This copy has been changed, so it is kept as it is; --fresh makes it anew and drops the changes.";
  if (!fresh && marker.content === sample.content) return `The copy of ${sample.name} is there already.`;
  await remake(sample, folder);
  return fresh
    ? `Made ${sample.name} anew.`
    : `Made ${sample.name} anew: the sample is newer than the copy was.`;
};

/**
 * @param {Sample} sample
 * @param {string} folder
 */
const notOurs = (sample, folder) =>
  new CannotMake(
    `${folder} is not empty and not a copy of ${sample.name}, so it stays as it is. Name another folder, or an empty one.`,
    2,
  );

/** @param {string} folder */
const entriesOf = (folder) => {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) return [];
  if (!found.isDirectory()) throw new CannotMake(`${folder} is not a folder. Name another.`, 2);
  return readdirSync(folder);
};

/** @param {string} folder */
const readMarker = (folder) => {
  try {
    return JSON.parse(readFileSync(markerIn(folder), "utf8"));
  } catch {
    return undefined;
  }
};

/**
 * Beside the folder first, so that a failure leaves nothing half made; `.git` with the mark comes last.
 * @param {Sample} sample
 * @param {string} folder
 */
const remake = async (sample, folder) => {
  mkdirSync(dirname(folder), { recursive: true });
  const beside = mkdtempSync(`${folder}-making-`);
  try {
    await sample.make(beside);
    const marker = { sample: sample.name, content: sample.content, state: stateOf(beside) };
    writeFileSync(markerIn(beside), `${JSON.stringify(marker)}\n`);
    mkdirSync(folder, { recursive: true });
    for (const old of readdirSync(folder)) rmSync(join(folder, old), { recursive: true, force: true });
    for (const entry of readdirSync(beside).reverse()) renameSync(join(beside, entry), join(folder, entry));
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
};

/**
 * Where every ref points, and every file that isn't as committed; Python's caches are nobody's work.
 * @param {string} folder
 */
const stateOf = (folder) => {
  const files = git(folder, ["status", "--porcelain", "--ignored", "--untracked-files=all"])
    .split("\n")
    .filter((line) => !line.includes("__pycache__/"));
  const refs = [git(folder, ["rev-parse", "--symbolic-full-name", "HEAD"]), git(folder, ["for-each-ref"])];
  return hash([...refs, ...files].join("\n"));
};

/** @param {string} text */
const hash = (text) => createHash("sha256").update(text).digest("hex").slice(0, 20);
