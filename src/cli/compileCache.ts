import module from "node:module";
import { join } from "node:path";
import { stateFolder } from "../emulation/stateFolder";

/** V8 keeps what it made of our code, so that the next start has it at once. Node has this from 22.1 on. */
export const keepCompiledCode = (env: Readonly<Record<string, string | undefined>>): void => {
  if (env["NODE_COMPILE_CACHE"] === undefined && "enableCompileCache" in module)
    module.enableCompileCache(join(stateFolder(env).cache, "compiled"));
};
