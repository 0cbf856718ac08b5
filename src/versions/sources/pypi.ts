import { inputFailure, machineFailure } from "../../util/problem";
import { basicAuthorization, withoutUserinfo } from "../http/credentials";
import type { HttpAnswer } from "../http/types";
import { askIndex, jsonOf, unreachableCode } from "../indexes/ask";
import { keptReleases } from "../indexes/kept";
import { type PipConfig, pipConfig } from "../indexes/pipConfig";
import { releasesOfFiles } from "../indexes/projectReleases";
import { filesOfHtml, filesOfJson, type ProjectFile } from "../indexes/simplePage";
import type { Found } from "../offer";
import type { Release } from "../types";
import type { VersionsWorld } from "../world";

/** From the index that the user's own pip would ask, and the extra ones. */
export const pypiReleases = async (
  name: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Found> => {
  const config = await pipConfig(world);
  const urls = config.indexes.map((index) => pageOf(index, name));
  // Another user's credentials may show other packages; the header stands for them, hashed with the rest.
  const key = ["pypi", ...urls.flatMap((url) => [withoutUserinfo(url), basicAuthorization(url) ?? ""])].join(
    " ",
  );
  const { releases, notes } = await keptReleases(key, world, () => askAll(name, urls, config, world, signal));
  return { scheme: "pep440", releases, notes };
};

const pageOf = (index: string, name: string): URL => {
  try {
    const project = name.toLowerCase().replace(/[-_.]+/g, "-");
    return new URL(`${index.replace(/\/+$/, "")}/${encodeURIComponent(project)}/`);
  } catch (error) {
    // Not quoted: it may hold a password.
    throw inputFailure("bad-index", "The index URL in your pip configuration is not a URL", {
      hint: "`pip config list` shows it.",
      cause: error,
    });
  }
};

const askAll = async (
  name: string,
  urls: readonly URL[],
  config: PipConfig,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<readonly Release[]> => {
  const { caFile, proxy } = config;
  const more = { ...(caFile === undefined ? {} : { caFile }), ...(proxy === undefined ? {} : { proxy }) };
  const answers = await Promise.all(
    urls.map((url) => askIndex({ url, headers: { accept }, ...more }, world, signal)),
  );
  const files = answers.flatMap((answer) => (answer ? filesOf(answer) : []));
  const releases = releasesOfFiles(name, files);
  if (releases.length > 0) return releases;
  const hosts = urls.map(({ host }) => host).join(", ");
  if (answers.some((answer) => answer !== undefined))
    throw machineFailure(unreachableCode, `${hosts} lists no installable file of '${name}'`);
  throw inputFailure("unknown-package", `There is no Python package '${name}' on ${hosts}`, {
    hint: "Check its name, and the index in your pip configuration.",
  });
};

const accept = "application/vnd.pypi.simple.v1+json, text/html;q=0.1";

const filesOf = (answer: HttpAnswer): readonly ProjectFile[] => {
  const files = /json/.test(answer.contentType)
    ? filesOfJson(jsonOf(answer.body, "a project page"))
    : filesOfHtml(answer.body);
  if (files) return files;
  throw machineFailure(unreachableCode, "The Python index answered something that is not a project page");
};
