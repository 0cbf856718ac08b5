import { join } from "node:path";
import { runTool } from "../processes/tool";
import type { VersionsWorld } from "../versions/world";
import { stateFolder } from "./stateFolder";

export const versionsWorld = (
  workspaceFolder: string,
  env: Readonly<Record<string, string | undefined>>,
): VersionsWorld => ({
  run: runTool,
  env,
  workspaceFolder,
  cacheDir: join(stateFolder(env).cache, "versions"),
  now: Date.now,
});
