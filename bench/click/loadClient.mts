import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { root } from "../orphans/place.mts";
import type * as Core from "./core.ts";

const load = (): typeof Core => {
  const folder = mkdtempSync(join(tmpdir(), "click-"));
  const outfile = join(folder, "client.cjs");
  const entryPoints = [join(root, "bench", "click", "core.ts")];
  try {
    buildSync({ entryPoints, outfile, bundle: true, platform: "node", format: "cjs", logLevel: "error" });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

export const { DapClient } = load();
export type DapClient = InstanceType<typeof DapClient>;
