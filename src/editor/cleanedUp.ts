import { hostDied } from "../emulation/hostDied";
import type { EmulationRecord } from "../emulation/record";
import type { Recovered } from "../emulation/recover";

export interface CleanedUp {
  readonly records: readonly EmulationRecord[];
  /** What this activation found dead and undid. */
  readonly recovered: readonly Recovered[];
  /** Those of the window: what a guardian undid elsewhere is said there. */
  readonly folders: readonly string[];
  /** When this workspace was last told; undefined where it never was, and nothing is news. */
  readonly since: number | undefined;
}

/** What there is to say at an activation; undefined where every emulation ended as it should. */
export const cleanedUpText = ({ records, recovered, folders, since }: CleanedUp): string | undefined => {
  const undone = recovered.filter(({ failed }) => failed === undefined).map(({ emulation }) => emulation);
  const guarded = records.filter(
    ({ why, ended = 0, folder }) =>
      why === hostDied && since !== undefined && ended >= since && folders.includes(folder),
  );
  const ids = new Set([...undone, ...guarded.map(({ id }) => id)]);
  if (ids.size === 0) return undefined;
  const names = [...ids].map((id) => nameOf(records.find((record) => record.id === id)));
  return `Backcompat cleaned up after ${names.join(" and ")}, whose host had died.`;
};

const nameOf = (record: EmulationRecord | undefined): string =>
  record === undefined
    ? "an emulation"
    : [record.scenario, ...Object.values(record.versions).filter((version) => version !== "workspace")].join(
        " ",
      );
