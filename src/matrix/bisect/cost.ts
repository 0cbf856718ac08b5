import { type KnownBuild, knownBuilds } from "../../emulation/knownBuilds";
import { listRecords } from "../../emulation/record";
import type { StateFolder } from "../../emulation/stateFolder";
import type { Version } from "../../versions/types";
import type { OpenMatrix } from "../openMatrix";

type Cost = (version: Version) => number;

/** Of probes that tell as much, those come first whose sides stand ready to start. */
export const costOf = async (
  { choice, scenario }: Pick<OpenMatrix, "choice" | "scenario">,
  state: StateFolder,
): Promise<Cost> => costByBuilds(await knownBuilds(await listRecords(state), choice.folder, scenario.name));

export const costByBuilds = (builds: readonly KnownBuild[]): Cost => {
  const gone = new Set(builds.filter(({ there }) => !there).map(({ version }) => version));
  const ready = new Set(builds.flatMap(({ version }) => (gone.has(version) ? [] : [version])));
  return ({ name }) => (ready.has(name) ? 0 : 1);
};
