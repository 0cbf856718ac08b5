import { promises as fs } from "node:fs";
import { basename, dirname, join } from "node:path";
import { exists } from "../../../util/files";

/**
 * An editable install of old keeps a package's metadata in its tree, where it will be removed; the environment
 * gets a copy, so that entry points and versions are found without it.
 */
export const keepMetadata = async (site: string): Promise<void> => {
  const links = (await fs.readdir(site)).filter((name) => name.endsWith(".egg-link"));
  for (const link of links) {
    const [folder = ""] = (await fs.readFile(join(site, link), "utf8")).split(/\r?\n/);
    const metadata = await metadataFor(folder.trim(), basename(link, ".egg-link"));
    if (metadata === undefined) continue;
    const version =
      /^Version: *(\S+)/m.exec(await fs.readFile(join(metadata, "PKG-INFO"), "utf8"))?.[1] ?? "0";
    const name = `${basename(metadata, ".egg-info")}-${version}.egg-info`;
    await fs.cp(metadata, join(site, name), { recursive: true });
  }
};

const metadataFor = async (folder: string, name: string): Promise<string | undefined> => {
  const wanted = name.replace(/[-_.]+/g, "-").toLowerCase();
  for (const place of [folder, join(folder, "src"), dirname(folder)]) {
    const entries = (await exists(place)) ? await fs.readdir(place) : [];
    const found = entries.find(
      (entry) =>
        entry.endsWith(".egg-info") &&
        basename(entry, ".egg-info")
          .replace(/[-_.]+/g, "-")
          .toLowerCase() === wanted,
    );
    if (found !== undefined) return join(place, found);
  }
  return undefined;
};
