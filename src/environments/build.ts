import { buildCommands } from "./commands";
import { buildNode } from "./node/build";
import { buildPython } from "./python/build";
import type { Environment, EnvironmentRequest, EnvironmentRun } from "./types";
import type { EnvironmentWorld } from "./world";

export type { EnvironmentWorld } from "./world";

/** From a side's description to something that can run it: from the cache, or built now. */
export const buildEnvironment = (
  { spec, ...request }: EnvironmentRequest,
  run: EnvironmentRun,
  world: EnvironmentWorld,
): Promise<Environment> => {
  switch (spec.kind) {
    case "python":
      return buildPython({ ...request, spec }, run, world);
    case "node":
      return buildNode({ ...request, spec }, run, world);
    case "commands":
      return buildCommands({ ...request, spec }, run, world);
    case "none":
      return withoutSpec(request, run, world);
  }
};

/** A package source needs an environment, whether the scenario describes one or not. */
const withoutSpec = async (
  request: Omit<EnvironmentRequest, "spec">,
  run: EnvironmentRun,
  world: EnvironmentWorld,
): Promise<Environment> => {
  const { source } = request;
  if (source.kind === "pypi") {
    const spec = { kind: "python", install: [], constraints: [], requirements: [] } as const;
    return buildPython({ ...request, spec }, run, world);
  }
  if (source.kind === "npm")
    return buildNode({ ...request, spec: { kind: "node", install: [] } }, run, world);
  return { key: "none", kind: "none", dir: undefined, vars: {}, path: [], log: undefined, cached: true };
};
