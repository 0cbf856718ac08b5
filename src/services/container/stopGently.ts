import type { Engine } from "../../containers/engine";
import { killContainer, stopContainer } from "../../containers/operations";
import { problemOf } from "../../util/problem";

/** By the image's own stop signal, and hard after the grace time. */
export const stopGently = async (engine: Engine, id: string, graceMs: number): Promise<void> => {
  try {
    if (graceMs <= 0) await killContainer(engine, id);
    else await stopContainer(engine, id, { graceS: Math.ceil(graceMs / 1000) });
  } catch (error) {
    // Not there, or not running: that is what was asked for.
    if (!fine.has(problemOf(error).code)) throw error;
  }
};

const fine: ReadonlySet<string> = new Set(["not-on-engine", "engine-conflict"]);
