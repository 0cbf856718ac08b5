import { Emulation } from "../../emulation/emulation";
import { thisMachine } from "../../emulation/machine";
import { prepare } from "../../emulation/prepare";
import { type Recovered, recover } from "../../emulation/recover";
import { versionsWorld } from "../../emulation/versionsWorld";
import type { LaunchArguments } from "./launchArguments";
import type { Beginning } from "./parentSession";

export interface LaunchPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where our programs and the bundled debuggers lie. */
  readonly dist: string;
  readonly onRecovered: (recovered: Recovered) => void;
}

/** An emulation for a launch configuration, after what died earlier was undone; nothing is started yet. */
export const beginLaunch = async (
  { folder, file, scenario, versions, swap, debug, noDebug }: LaunchArguments,
  { byHand, signal }: Beginning,
  { env, dist, onRecovered }: LaunchPlace,
): Promise<Emulation> => {
  const world = await thisMachine({ env, dist });
  for (const one of await recover(world)) onRecovered(one);
  const { plan } = await prepare(
    { folder, file, scenario, versions, swap },
    versionsWorld(folder, env),
    signal,
  );
  const services = noDebug || debug === false ? "none" : debug === true ? "all" : debug;
  return await Emulation.begin(plan, { services, hold: true, byHand }, world);
};
