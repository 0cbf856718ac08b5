import { promises as fs } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * NODE_PATH serves `require` only, and comes after the script's own folders. So that scripts of the workspace get
 * the side's packages by `import` too, and before the workspace's own ones, Node is told by a hook.
 */
export const writeResolver = async (
  folder: string,
  modules: string,
  version: string,
): Promise<Record<string, string>> => {
  const hooks = join(folder, "side-hooks.mjs");
  const register = join(folder, "side-register.mjs");
  await fs.writeFile(hooks, hooksText(modules));
  await fs.writeFile(register, registerText);
  return {
    NODE_PATH: modules,
    NODE_OPTIONS: optionFor(version, pathToFileURL(register).href, pathToFileURL(hooks).href),
  };
};

/** URLs have no blanks, at which Node splits its options. */
export const optionFor = (version: string, register: string, hooks: string): string => {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const registers = major > 20 || (major === 20 && minor >= 6) || (major === 18 && minor >= 19);
  return registers ? `--import=${register}` : `--experimental-loader=${hooks}`;
};

/** Code of packages keeps its own neighbours; everything else finds the side's packages first. */
const hooksText = (modules: string): string => `import { existsSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const modules = ${JSON.stringify(modules)};
const parentURL = pathToFileURL(join(modules, "..", "side.mjs")).href;
const builtin = new Set(builtinModules);

const nameOf = (specifier) => /^(?:@[^/:]+\\/)?[^/:.#@][^/:]*(?=\\/|$)/.exec(specifier)?.[0];

export const isOfSide = (specifier, parent) => {
  if (parent !== undefined && /[\\\\/]node_modules[\\\\/]/.test(parent)) return false;
  const name = nameOf(specifier);
  return name !== undefined && !builtin.has(name) && existsSync(join(modules, name));
};

export const resolve = (specifier, context, nextResolve) =>
  isOfSide(specifier, context.parentURL)
    ? nextResolve(specifier, { ...context, parentURL })
    : nextResolve(specifier, context);
`;

/** `require` asks no hook that could answer from another folder, so it is led by hand. */
const registerText = `import Module, { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { isOfSide, resolve } from "./side-hooks.mjs";

if (typeof Module.registerHooks === "function") Module.registerHooks({ resolve });
else Module.register("./side-hooks.mjs", import.meta.url);

const here = fileURLToPath(import.meta.url);
const side = createRequire(import.meta.url);
const original = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
  const from = parent?.filename ?? undefined;
  if (from === here || !isOfSide(request, from)) return original.call(this, request, parent, ...rest);
  return side.resolve(request);
};
`;
