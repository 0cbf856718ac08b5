import { servicesIn } from "../../capture/segmentNames";
import type { ContainerRow } from "../../containers/row";
import { emulationFolder } from "../../emulation/emulationFolder";
import type { StateFolder } from "../../emulation/stateFolder";

/** Under which service an emulation of this machine logs a container; undefined for all that is none of ours. */
export const loggedBy = async (
  state: StateFolder,
  { ours, composeService }: Pick<ContainerRow, "ours" | "composeService">,
): Promise<{ readonly emulation: string; readonly service: string } | undefined> => {
  if (ours?.service === undefined) return undefined;
  const { emulation } = ours;
  const there = await servicesIn(emulationFolder(state, emulation).logs);
  const service = [`${ours.service}/${composeService}`, ours.service].find((one) => there.includes(one));
  return service === undefined ? undefined : { emulation, service };
};
