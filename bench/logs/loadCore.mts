import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../orphans/place.mts";
import type * as Core from "./core.ts";

export type { Core };

/** The bundle's file, which a child process can load too. */
export const buildCore = async (folder: string): Promise<string> => {
  const outfile = join(folder, "logs.cjs");
  const entryPoints = [join(root, "bench", "logs", "core.ts")];
  await build({ entryPoints, outfile, bundle: true, platform: "node", format: "cjs", logLevel: "error" });
  return outfile;
};

export const loadCore = (file: string): typeof Core => createRequire(import.meta.url)(file);
