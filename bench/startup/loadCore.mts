import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../orphans/place.mts";
import type * as Core from "./core.ts";

/** The core as one file that plain Node can load. */
export const bundleCore = async (folder: string): Promise<string> => {
  const outfile = join(folder, "core.cjs");
  const entry = join(root, "bench", "startup", "core.ts");
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "error",
    // Native parts of what we don't use.
    external: ["*.node"],
  });
  return outfile;
};

export const loadCore = (file: string): typeof Core => createRequire(import.meta.url)(file);
