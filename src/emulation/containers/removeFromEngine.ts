import { openEngine } from "../../containers/openEngine";
import { containersWorld } from "../../containers/world";
import type { StateFolder } from "../stateFolder";
import { type EngineRef, hostOfRef } from "./engineRef";
import { type LeftOnEngine, removeAll } from "./removeAll";

/** Loaded only where the journal names an engine: most emulations have none, and guardians start fast. */
export const removeFromEngine = async (
  ref: EngineRef,
  left: LeftOnEngine,
  state: StateFolder,
): Promise<readonly string[]> => {
  const signal = AbortSignal.timeout(longestMs);
  const world = containersWorld({ folder: state.engines, env: process.env });
  try {
    const host = hostOfRef(ref);
    const engine = await openEngine(
      { name: ref.address, host, from: "scenario", current: false },
      world,
      signal,
    );
    try {
      return await removeAll(engine, left, signal);
    } finally {
      engine.dispose();
    }
  } finally {
    await world.dispose();
  }
};

const longestMs = 60_000;
