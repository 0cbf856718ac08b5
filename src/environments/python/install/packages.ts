import { promises as fs } from "node:fs";
import { join } from "node:path";
import { exists, readIfThere } from "../../../util/files";

/** `name==version` of all that is installed, read from the folders' names. */
export const installedPackages = async (site: string): Promise<readonly string[]> =>
  (await metadataFolders(site)).map(({ name, version }) => `${name}==${version}`).sort();

/** The folder of a package's own files; all of site-packages for one that is but a module. */
export const filesOfPackage = async (site: string, name: string): Promise<string> => {
  const wanted = normalised(name);
  const metadata = (await metadataFolders(site)).find((other) => normalised(other.name) === wanted);
  const tops = metadata === undefined ? [] : await topLevels(join(site, metadata.folder));
  const named = tops.find((top) => normalised(top) === wanted);
  const ordered = named === undefined ? tops : [named, ...tops];
  for (const top of ordered) if (await isFolder(join(site, top))) return join(site, top);
  return site;
};

/** Names that PEP 503 takes for the same. */
export const normalised = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, "-");

interface Metadata {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

const metadataFolders = async (site: string): Promise<readonly Metadata[]> =>
  (await fs.readdir(site).catch(() => [])).flatMap((folder) => {
    const [, name, version] = /^(.+?)-([^-]+)(?:-py[\d.]+)?\.(?:dist|egg)-info$/.exec(folder) ?? [];
    return name === undefined || version === undefined ? [] : [{ folder, name, version }];
  });

const topLevels = async (metadata: string): Promise<readonly string[]> => {
  const listed = await readIfThere(join(metadata, "top_level.txt"));
  if (listed)
    return listed
      .toString("utf8")
      .split(/\s+/)
      .filter((name) => name !== "");
  const record = (await readIfThere(join(metadata, "RECORD")))?.toString("utf8") ?? "";
  const tops = record.split(/\r?\n/).map((line) => /^"?([A-Za-z_]\w*)\//.exec(line)?.[1]);
  return [...new Set(tops.filter((top) => top !== undefined))];
};

const isFolder = async (path: string): Promise<boolean> =>
  (await exists(path)) && (await fs.stat(path)).isDirectory();
