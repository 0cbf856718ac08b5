import { cpSync } from "node:fs";
import { join } from "node:path";
import { git } from "./git.mjs";

/**
 * @typedef {object} Release
 * @property {string} version also the tag
 * @property {string} date of its commit and its tag, such as 2019-11-05T09:30:00
 * @property {string} subject what is new, as the commit says it
 * @property {boolean} [annotated] whether the tag has a message of its own
 */

/**
 * A repository with these releases in an empty folder. The first one is the folder `VERSION` of `source`, every later
 * one a `VERSION.patch` on its predecessor.
 * @param {string} folder
 * @param {string} source
 * @param {readonly Release[]} releases
 */
export const makeReleases = (folder, source, releases) =>
  makeHistory(folder, releases, ({ version }) => {
    if (version === releases[0]?.version) cpSync(join(source, version), folder, { recursive: true });
    else git(folder, ["apply", "--whitespace=nowarn", join(source, `${version}.patch`)]);
  });

/**
 * A repository in an empty folder, a commit and a tag for each release; `become` makes the folder that release.
 * The same input makes the same commit ids everywhere.
 * @template {Release} T
 * @param {string} folder
 * @param {readonly T[]} releases
 * @param {(release: T) => void} become
 */
export const makeHistory = (folder, releases, become) => {
  git(folder, ["init", "--quiet", "--template="]);
  git(folder, ["symbolic-ref", "HEAD", "refs/heads/main"]);
  git(folder, ["config", "core.autocrlf", "false"]);
  for (const release of releases) {
    become(release);
    commit(folder, release);
  }
};

/**
 * @param {string} folder
 * @param {Release} release
 */
const commit = (folder, { version, date, subject, annotated }) => {
  const who = identity(date);
  git(folder, ["add", "--all"]);
  git(folder, ["commit", "--quiet", "--no-verify", "--message", `${version}: ${subject}`], who);
  git(
    folder,
    annotated ? ["tag", "--annotate", "--message", `Release ${version}`, version] : ["tag", version],
    who,
  );
};

/** @param {string} date */
const identity = (date) => ({
  GIT_AUTHOR_NAME: "Sample Maintainer",
  GIT_AUTHOR_EMAIL: "maintainer@samples.example",
  GIT_AUTHOR_DATE: `${date}+0000`,
  GIT_COMMITTER_NAME: "Sample Maintainer",
  GIT_COMMITTER_EMAIL: "maintainer@samples.example",
  GIT_COMMITTER_DATE: `${date}+0000`,
});
