import { join } from "node:path";
import type { SettledEnvironment } from "../../scenario/settled";
import { contentHash } from "../../util/json";
import { type Recipe, useOrBuild } from "../store/useOrBuild";
import type { Environment, EnvironmentRequest, EnvironmentRun } from "../types";
import type { EnvironmentWorld } from "../world";
import { existingPython, findPython } from "./find";
import type { Interpreter } from "./probe";
import { asItIs, inVenv, makeVenv } from "./venv";

export type PythonSpec = Extract<SettledEnvironment, { kind: "python" }>;
export type PythonRequest = Omit<EnvironmentRequest, "spec"> & { readonly spec: PythonSpec };

export const buildPython = async (
  request: PythonRequest,
  run: EnvironmentRun,
  world: EnvironmentWorld,
): Promise<Environment> => {
  const { spec, side } = request;
  if (spec.existing !== undefined)
    return useOrBuild(existing(side, await existingPython(spec.existing, run, world)), run, world);
  const interpreter = await findPython(spec.version, run, world);
  return useOrBuild(plain(side, interpreter, run, world), run, world);
};

const existing = (side: string, interpreter: Interpreter): Recipe => ({
  key: keyOf("existing", interpreter),
  side,
  what: `Python ${interpreter.version} as it is (${interpreter.path})`,
  build: async (folder) => ({ environment: await asItIs(folder, interpreter) }),
});

/** Nothing to install: a venv all the same, so that what is installed into it by hand stays in it. */
const plain = (
  side: string,
  interpreter: Interpreter,
  run: EnvironmentRun,
  world: EnvironmentWorld,
): Recipe => ({
  key: keyOf("plain", interpreter),
  side,
  what: `Python ${interpreter.version} (${interpreter.path})`,
  build: async (folder) => {
    if (interpreter.version.startsWith("2.")) return { environment: await asItIs(folder, interpreter) };
    const venv = join(folder, "venv");
    await world.run(makeVenv(interpreter.path, venv, false), run);
    return { environment: inVenv(folder, venv, interpreter) };
  },
});

const keyOf = (kind: string, interpreter: Interpreter, more?: unknown): string => {
  const { path, version, mtimeMs, prefix } = interpreter;
  const { platform, arch } = process;
  return `python-${contentHash({ kind, path, version, mtimeMs, prefix, more, platform, arch, format: 1 })}`;
};
