import type Dockerode from "dockerode";
import { DisposableStore } from "../util/disposable";
import { interrupted, machineFailure } from "../util/problem";
import { fields, optional, text } from "../util/shape";
import { chooseApi } from "./api";
import { clientOf } from "./client";
import { diagnose, silent } from "./diagnosis";
import type { Engine } from "./engine";
import { addressOf, type EngineSpec } from "./host";
import { request } from "./request";
import { wayTo } from "./way";
import type { ContainersWorld } from "./world";

/** Asks the engine who it is; a Failure says why it can't be used, and what to do now. */
export const openEngine = async (
  spec: EngineSpec,
  world: ContainersWorld,
  signal: AbortSignal,
): Promise<Engine> => {
  const owned = new DisposableStore();
  try {
    const way = await wayTo(spec, world, owned, signal);
    const docker = await clientOf(way.endpoint);
    const about = await versionOf(docker, spec, signal).catch(async (error: unknown) => {
      throw (await way.explain?.(signal)) ?? error;
    });
    const apiVersion = chooseApi(spec.name, about.ApiVersion, about.MinAPIVersion);
    const versioned = await clientOf(way.endpoint, `v${apiVersion}`);
    return {
      spec,
      name: spec.name,
      address: addressOf(spec.host),
      docker: versioned,
      version: about.Version,
      apiVersion,
      endpoint: way.endpoint,
      hostOf: () => way.host,
      reach: way.reach,
      dispose: () => owned.dispose(),
    };
  } catch (error) {
    owned.dispose();
    if (signal.aborted) throw interrupted(`Connecting to engine '${spec.name}'`);
    throw await diagnose(error, spec);
  }
};

const answer = fields({ Version: text, ApiVersion: text, MinAPIVersion: optional(text) });

const patienceS = 20;

const versionOf = async (docker: Dockerode, spec: EngineSpec, signal: AbortSignal) => {
  const patience = AbortSignal.timeout(patienceS * 1000);
  try {
    const about = await request(docker, { path: "/version", signal: AbortSignal.any([signal, patience]) });
    if (answer(about)) return about;
  } catch (error) {
    throw patience.aborted && !signal.aborted ? silent(spec, patienceS) : error;
  }
  throw machineFailure("not-an-engine", `What answers at ${addressOf(spec.host)} is no Docker engine`, {
    hint: `See which program listens there; engine '${spec.name}' is another's address.`,
  });
};
