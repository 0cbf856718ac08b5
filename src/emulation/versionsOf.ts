import type { Settled } from "../scenario/settled";
import { sideLabel } from "./makePlan";
import type { EmulationRecord } from "./record";

/** What a record says of the versions that run. */
export const versionsOf = (settled: Settled): Pick<EmulationRecord, "versions" | "sides" | "swapped"> => ({
  swapped: settled.swapped,
  versions: Object.fromEntries(
    Object.entries(settled.versions).map(([axis, version]) => [axis, version.name]),
  ),
  sides: Object.fromEntries(Object.values(settled.sides).map((side) => [side.name, sideLabel(side)])),
});
