import { parseVersion, sortedBy } from "../order/scheme";
import type { Release } from "../types";
import type { ProjectFile } from "./simplePage";

/** One release for all files of a version: yanked if each of them is, dated by the first. */
export const releasesOfFiles = (project: string, files: readonly ProjectFile[]): readonly Release[] => {
  const byVersion = new Map<string, ProjectFile[]>();
  for (const file of files) {
    const version = versionOfFile(project, file.filename);
    if (version !== undefined) byVersion.set(version, [...(byVersion.get(version) ?? []), file]);
  }
  const releases = [...byVersion].map(([name, ofVersion]) => releaseOf(name, ofVersion));
  return sortedBy(releases, ({ name }) => name, "pep440");
};

/** Undefined for what pip wouldn't install: eggs, installers, signatures, other projects' files. */
export const versionOfFile = (project: string, filename: string): string | undefined => {
  const wheel = /^[^-]+-([^-]+)(?:-\d[^-]*)?-[^-]+-[^-]+-[^-]+\.whl$/i.exec(filename)?.[1];
  if (wheel !== undefined) return parseVersion(wheel, "pep440") ? wheel : undefined;
  const stem = /^(.+)\.(?:tar\.gz|tgz|zip|tar\.bz2|tar\.xz)$/i.exec(filename)?.[1];
  const name = project
    .split(/[-_.]+/)
    .map((part) => part.replace(/[^\w]/g, "\\$&"))
    .join("[-_.]+");
  const version = stem === undefined ? undefined : new RegExp(`^${name}-(.+)$`, "i").exec(stem)?.[1];
  return version !== undefined && parseVersion(version, "pep440") ? version : undefined;
};

const releaseOf = (name: string, files: readonly ProjectFile[]): Release => {
  const date = files.flatMap(({ uploaded }) => (uploaded === undefined ? [] : [uploaded])).sort()[0];
  const yanked = files.every((file) => file.yanked !== undefined)
    ? (files.find((file) => typeof file.yanked === "string")?.yanked ?? true)
    : undefined;
  const requiresPython = files.find((file) => file.requiresPython !== undefined)?.requiresPython;
  return {
    name,
    ...(date === undefined ? {} : { date }),
    ...(parseVersion(name, "pep440")?.prerelease ? { prerelease: true } : {}),
    ...(yanked === undefined ? {} : { yanked }),
    ...(requiresPython === undefined ? {} : { requiresPython }),
  };
};
