import { join } from "node:path";
import type { LogTarget } from "../../contract/logTarget";
import { emulationFolder } from "../../emulation/emulationFolder";
import { readRecord } from "../../emulation/record";
import { stateFolder } from "../../emulation/stateFolder";
import { planOf } from "../../logs/sources";
import { inputFailure } from "../../util/problem";
import type { RunningEmulations } from "../runningEmulations";
import type { LoggedEmulation } from "./sidesOfLog";

/** What there is to know now of what a pane shows: of an emulation of this window, more than is on disk. */
export const knownOf = async (target: LogTarget, running: RunningEmulations): Promise<LoggedEmulation> => {
  const state = stateFolder(process.env);
  if ("store" in target) {
    const { store } = target;
    const folder = { ...emulationFolder(state, "none"), logs: store, plan: join(store, "plan.json") };
    return { folder, record: undefined, plan: undefined };
  }
  const { emulation } = target;
  const folder = emulationFolder(state, emulation);
  const here = running.get(emulation);
  if (here !== undefined) return { folder, record: here.record, plan: here.plan };
  const [record, plan] = await Promise.all([readRecord(state, emulation), planOf(folder)]);
  if (record !== undefined || plan !== undefined) return { folder, record, plan };
  throw inputFailure("no-such-emulation", `The logs of emulation ${emulation} are not there any more`);
};
