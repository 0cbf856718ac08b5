import { join } from "node:path";
import { thisPlatform } from "../../processes/platform";
import { samePath } from "../../util/files";
import { contentHash } from "../../util/json";
import { type Recipe, useOrBuild } from "../store/useOrBuild";
import type { Environment, EnvironmentRun } from "../types";
import type { EnvironmentWorld } from "../world";
import { existingPython, findPython } from "./find";
import { installContent } from "./install/content";
import { installPackages } from "./install/install";
import { installLines } from "./install/lines";
import { filesOfPackage, installedPackages } from "./install/packages";
import { oldVirtualenv } from "./install/pip";
import type { Interpreter } from "./probe";
import type { PythonRequest } from "./request";
import { asItIs, inVenv, makeVenv, pythonIn } from "./venv";

export const buildPython = async (
  request: PythonRequest,
  run: EnvironmentRun,
  world: EnvironmentWorld,
): Promise<Environment> => {
  const { spec, side } = request;
  if (spec.existing !== undefined)
    return useOrBuild(existing(request, await existingPython(spec.existing, run, world)), run, world);
  const selected = request.source.kind === "workspace" ? world : withoutSelection(world);
  const interpreter = await findPython(spec.version, run, selected);
  const nothing = installLines(request).length === 0;
  if (nothing && (interpreter.version.startsWith("2.") || isSelected(interpreter, selected)))
    return useOrBuild(existing(request, interpreter), run, world);
  return useOrBuild(
    nothing ? plain(side, interpreter, run, world) : await installed(request, interpreter, run, world),
    run,
    world,
  );
};

/** What the editor has selected is meant for the workspace; releases know nothing of it. */
const withoutSelection = ({ selectedPython: _, ...world }: EnvironmentWorld): EnvironmentWorld => world;

const isSelected = ({ path, prefix }: Interpreter, { selectedPython }: EnvironmentWorld): boolean =>
  selectedPython !== undefined && (samePath(selectedPython, path) || samePath(selectedPython, prefix));

const existing = ({ side, source }: PythonRequest, interpreter: Interpreter): Recipe => ({
  key: keyOf("existing", interpreter, source.kind === "pypi" ? source.name : undefined),
  side,
  what: `Python ${interpreter.version} as it is (${interpreter.path})`,
  build: async (folder) => {
    const environment = await asItIs(folder, interpreter);
    const { modules = "" } = environment;
    return {
      environment: {
        ...environment,
        ...(source.kind === "pypi" ? { packages: await filesOfPackage(modules, source.name) } : {}),
      },
      packages: await installedPackages(modules),
    };
  },
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
    const venv = join(folder, "venv");
    await world.run(makeVenv(interpreter.path, venv, false), run);
    return { environment: inVenv(folder, venv, interpreter) };
  },
});

const installed = async (
  request: PythonRequest,
  interpreter: Interpreter,
  run: EnvironmentRun,
  world: EnvironmentWorld,
): Promise<Recipe> => ({
  key: keyOf("installed", interpreter, await installContent(request)),
  side: request.side,
  what: `Python ${interpreter.version} with ${installLines(request).join(", ")}`,
  build: (folder, log) =>
    installPackages({
      request,
      interpreter,
      folder,
      world,
      building: { side: request.side, log, run, runTool: world.run, only: onlyOne(installLines(request)) },
      oldVirtualenv: async () => {
        const environment = await buildPython(virtualenvRequest(request.side), run, world);
        return environment.python ?? pythonIn(environment.dir ?? folder);
      },
    }),
});

const onlyOne = (lines: readonly string[]): string | undefined => (lines.length === 1 ? lines[0] : undefined);

/** An environment like any other: cached, and built by whatever there is. */
const virtualenvRequest = (side: string): PythonRequest => ({
  side,
  source: { kind: "folder", path: "" },
  tree: undefined,
  spec: {
    kind: "python",
    version: ">=3.7 <3.13",
    install: [oldVirtualenv],
    constraints: [],
    requirements: [],
  },
});

const keyOf = (kind: string, interpreter: Interpreter, more?: unknown): string => {
  const { path, version, mtimeMs, prefix } = interpreter;
  return `python-${contentHash({ kind, path, version, mtimeMs, prefix, more, platform: thisPlatform, arch: process.arch, format: 1 })}`;
};
