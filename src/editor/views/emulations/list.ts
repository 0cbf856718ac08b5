import { join } from "node:path";
import { servicesIn } from "../../../capture/segmentNames";
import { emulationFolder } from "../../../emulation/emulationFolder";
import { listLive } from "../../../emulation/live";
import { artifactFolder, type EmulationRecord, listRecords } from "../../../emulation/record";
import type { StateFolder } from "../../../emulation/stateFolder";
import { isAlive } from "../../../processes/identity";
import { namesIn } from "../../../util/files";
import type { ListedEmulation } from "./state";

/** Older ones are `backcompat clean`'s business. */
const shown = 200;

export interface Listed {
  readonly emulations: readonly ListedEmulation[];
  /** Those whose record will change yet; of one that has just begun it is still to be written. */
  readonly unsettled: readonly string[];
}

/** What the state folder knows of running and past emulations. */
export const listEmulations = async (
  state: StateFolder,
  ofThisWindow: ReadonlySet<string>,
): Promise<Listed> => {
  const live = new Map((await listLive(state)).map(({ emulation, host }) => [emulation, host]));
  const records = (await listRecords(state)).slice(0, shown);
  const hostOf = async ({ id }: EmulationRecord): Promise<ListedEmulation["host"]> => {
    if (ofThisWindow.has(id)) return "here";
    const host = live.get(id);
    if (host === undefined) return "none";
    return (await isAlive(host)) ? "elsewhere" : "dead";
  };
  const emulations = await Promise.all(
    records.map(async (record) => ({
      record,
      host: await hostOf(record),
      logs: await servicesIn(emulationFolder(state, record.id).logs),
      artifacts: await artifactsOf(artifactFolder(state, record.id)),
    })),
  );
  const running = records.filter((record) => record.state !== "ended").map(({ id }) => id);
  return { emulations, unsettled: [...new Set([...live.keys(), ...running])] };
};

const artifactsOf = async (folder: string): Promise<ListedEmulation["artifacts"]> =>
  (await namesIn(folder)).sort().map((name) => ({ name, path: join(folder, name) }));
