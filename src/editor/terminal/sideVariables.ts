import { emulationVariables } from "../../emulation/emulationVariables";
import type { Running } from "../../emulation/running";
import type { SideAtWork } from "../../emulation/values";
import { mergeVariables } from "../../processes/variables";
import { fillKnown } from "../../scenario/template";
import { knownValue } from "../views/knownValue";

export interface SideVariables {
  /** The whole environment, as the side's services have it. */
  readonly all: Readonly<Record<string, string>>;
  /** Where it differs from that of a program without a side. */
  readonly own: Readonly<Record<string, string>>;
}

/** What a shell of a side sees: its environment, and where the running services are. */
export const sideVariables = (
  emulation: {
    readonly id: string;
    readonly run: Pick<Running["run"], "values" | "plainEnv">;
  },
  { side, env }: Pick<SideAtWork, "side" | "env">,
): SideVariables => {
  const { run } = emulation;
  // What belongs to a single service, such as its port, has no value here.
  const set = Object.fromEntries(
    Object.entries(side.env).map(([name, value]) => [
      name,
      fillKnown(value, (one) => knownValue(one, run.values)),
    ]),
  );
  const all = mergeVariables([env, set, emulationVariables(emulation)]);
  const own = Object.entries(all).filter(([name, value]) => run.plainEnv[name] !== value);
  return { all, own: Object.fromEntries(own) };
};
