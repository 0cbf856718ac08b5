import { fileURLToPath } from "node:url";
import type { Place } from "../orphans/place.mts";
import { type Measured, takingTurns } from "./measure.mts";
import { run } from "./run.mts";

const once = fileURLToPath(new URL("environmentOnce.mts", import.meta.url));
const boundMs = 100;

/** A fresh process each time, as the command line is one; its start is not what is measured. */
export const measureEnvironment = async (place: Place, core: string, runs: number): Promise<Measured> => {
  const ask = async (state: string): Promise<number> =>
    Number(await run([process.execPath, once, core, place.sample, state], { env: place.env }));
  let fresh = 0;
  const { ours, peer } = await takingTurns(runs, {
    ours: () => ask(place.state),
    peer: () => ask(`${place.state}-${++fresh}`),
  });
  return {
    what: "cached environment",
    ours,
    unit: "ms",
    peer: { name: "built", value: peer },
    bound: `${boundMs} ms`,
    holds: ours <= boundMs,
  };
};
