import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../orphans/place.mts";
import type * as Core from "./core.ts";

export type { Core };

export const loadCore = async (folder: string): Promise<typeof Core> => {
  const outfile = join(folder, "capture.cjs");
  const entryPoints = [join(root, "bench", "capture", "core.ts")];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "error",
    // Native parts of what we don't use.
    external: ["*.node"],
  });
  return createRequire(import.meta.url)(outfile);
};
