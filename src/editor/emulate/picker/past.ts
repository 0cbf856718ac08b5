import type { EmulationRecord } from "../../../emulation/record";
import type { PastRun } from "./rows";

export interface Pair {
  readonly folder: string;
  readonly scenario: string;
  readonly axis: string;
  readonly swap: boolean;
  /** Names of the versions that the other axes have. */
  readonly others: Readonly<Record<string, string>>;
}

/** By version of the axis, the last run with the same others that came to a verdict; records come newest first. */
export const pastRuns = (
  records: readonly EmulationRecord[],
  { folder, scenario, axis, swap, others }: Pair,
): ReadonlyMap<string, PastRun> => {
  const past = new Map<string, PastRun>();
  for (const record of records) {
    const { verdict, versions, swapped = false } = record;
    const version = versions[axis];
    if (record.folder !== folder || record.scenario !== scenario || version === undefined) continue;
    if (swapped !== swap) continue;
    if (verdict === undefined || verdict === "cancelled" || past.has(version)) continue;
    if (Object.entries(others).some(([name, other]) => versions[name] !== other)) continue;
    past.set(version, { verdict, ended: record.ended ?? record.started });
  }
  return past;
};
