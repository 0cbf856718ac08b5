import { join } from "node:path";
import { findEngines } from "../containers/findEngines";
import { addressOf, type EngineSpec } from "../containers/host";
import { openEngine } from "../containers/openEngine";
import { type ContainersWorld, containersWorld } from "../containers/world";
import { Failure } from "../util/problem";
import type { Finding } from "./finding";
import { stateFolder } from "./stateFolder";

type Env = Readonly<Record<string, string | undefined>>;

/** Each engine that one may mean here: its version, or why it can't be used. */
export const inspectEngines = async (env: Env, signal: AbortSignal): Promise<Finding[]> => {
  const world = containersWorld({ folder: join(stateFolder(env).root, "engines"), env });
  try {
    const engines = await findEngines({}, env);
    return await Promise.all(engines.map((engine) => look(engine, world, signal)));
  } finally {
    await world.dispose();
  }
};

const look = async (spec: EngineSpec, world: ContainersWorld, signal: AbortSignal): Promise<Finding> => {
  const name = `engine ${spec.name}`;
  const need = "for some scenarios";
  try {
    const { version, apiVersion, address, dispose } = await openEngine(spec, world, signal);
    dispose();
    return { name, found: `Docker ${version}, API ${apiVersion}, at ${address}`, need, how: "" };
  } catch (error) {
    if (!(error instanceof Failure) || signal.aborted) throw error;
    const { message, hint } = error.problem;
    return {
      name,
      found: undefined,
      need,
      how: hint ?? `See what is at ${addressOf(spec.host)}`,
      trouble: message,
    };
  }
};
