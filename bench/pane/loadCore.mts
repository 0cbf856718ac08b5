import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../orphans/place.mts";
import type * as Core from "./core.ts";

export type { Core };

export const loadCore = async (folder: string): Promise<typeof Core> => {
  const outfile = join(folder, "pane.cjs");
  const entryPoints = [join(root, "bench", "pane", "core.ts")];
  await build({ entryPoints, outfile, bundle: true, platform: "node", format: "cjs", logLevel: "error" });
  return createRequire(import.meta.url)(outfile);
};

/** The file of a script that the page runs before its own. */
export const buildInPage = async (folder: string): Promise<string> => {
  const outfile = join(folder, "inPage.js");
  const entryPoints = [join(root, "bench", "pane", "inPage.ts")];
  await build({ entryPoints, outfile, bundle: true, platform: "browser", format: "iife", logLevel: "error" });
  return outfile;
};
