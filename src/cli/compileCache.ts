import module from "node:module";
import { join } from "node:path";
import { stateFolder } from "../emulation/stateFolder";
import { makeOwnFolder } from "../processes/ownFolder";

/**
 * V8 keeps what it made of our code, so that the next start has it at once. Node has this from 22.1 on. What lies
 * there is run: only in a folder that nobody else can write to, and where there is none, not at all.
 */
export const keepCompiledCode = async (env: Readonly<Record<string, string | undefined>>): Promise<void> => {
  if (env["NODE_COMPILE_CACHE"] !== undefined || !("enableCompileCache" in module)) return;
  const { root, cache } = stateFolder(env);
  const folder = join(cache, "compiled");
  try {
    for (const one of [root, cache, folder]) await makeOwnFolder(one);
  } catch {
    // A verb that needs the state folder will say what is wrong with it.
    return;
  }
  module.enableCompileCache(folder);
};
