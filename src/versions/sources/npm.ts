import { isRecord } from "../../util/json";
import { inputFailure, machineFailure } from "../../util/problem";
import { withoutUserinfo } from "../http/credentials";
import { askIndex, jsonOf, unreachableCode } from "../indexes/ask";
import { keptReleases } from "../indexes/kept";
import { type NpmConfig, npmConfig } from "../indexes/npmConfig";
import type { Found } from "../offer";
import { parseVersion, sortedBy } from "../order/scheme";
import type { Release } from "../types";
import type { VersionsWorld } from "../world";

/** From the registry that the user's own npm would ask for this package. */
export const npmReleases = async (
  name: string,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<Found> => {
  const config = await npmConfig(world);
  const url = documentOf(config, name);
  const key = ["npm", withoutUserinfo(url), config.authorizationFor(url) ?? url.username].join(" ");
  const { releases, notes } = await keptReleases(key, world, () => ask(name, url, config, world, signal));
  return { scheme: "semver", releases, notes };
};

const documentOf = (config: NpmConfig, name: string): URL => {
  try {
    return new URL(`${config.registryFor(name).replace(/\/+$/, "")}/${name.replace("/", "%2f")}`);
  } catch (error) {
    // Not quoted: it may hold a password.
    throw inputFailure(
      "bad-index",
      `The registry that your npm configuration names for '${name}' is not a URL`,
      {
        hint: "`npm config get registry` shows it.",
        cause: error,
      },
    );
  }
};

const ask = async (
  name: string,
  url: URL,
  config: NpmConfig,
  world: VersionsWorld,
  signal: AbortSignal,
): Promise<readonly Release[]> => {
  const authorization = config.authorizationFor(url);
  const { caFile, proxy } = config;
  const request = {
    url,
    // The short form of a package document has no dates.
    headers: { accept: "application/json", ...(authorization === undefined ? {} : { authorization }) },
    ...(caFile === undefined ? {} : { caFile }),
    ...(proxy === undefined ? {} : { proxy }),
  };
  const answer = await askIndex(request, world, signal);
  if (answer) return releasesOfDocument(name, answer.body);
  throw inputFailure("unknown-package", `There is no npm package '${name}' on ${url.host}`, {
    hint: "Check its name, and the registry in your npm configuration.",
  });
};

export const releasesOfDocument = (name: string, text: string): readonly Release[] => {
  const document = jsonOf(text, `the package document of '${name}'`);
  if (!isRecord(document) || !isRecord(document["versions"]))
    throw machineFailure(unreachableCode, `The registry answered no package document of '${name}'`);
  const times = isRecord(document["time"]) ? document["time"] : {};
  const releases = Object.entries(document["versions"]).map(([version, manifest]) =>
    releaseOf(version, manifest, times[version]),
  );
  return sortedBy(releases, (release) => release.name, "semver");
};

/** npm writes `deprecated: false` or an empty text to take a deprecation back. */
const releaseOf = (name: string, manifest: unknown, time: unknown): Release => {
  const deprecated = isRecord(manifest) ? manifest["deprecated"] : undefined;
  return {
    name,
    ...(typeof time === "string" ? { date: time } : {}),
    ...(parseVersion(name, "semver")?.prerelease ? { prerelease: true } : {}),
    ...(typeof deprecated === "string" && deprecated !== "" ? { deprecated } : {}),
    ...(deprecated === true ? { deprecated: "deprecated" } : {}),
  };
};
