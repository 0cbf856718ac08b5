import { window } from "vscode";
import { recover } from "../emulation/recover";
import { makeStateFolder, stateFolder } from "../emulation/stateFolder";
import { undoWorld } from "../emulation/undoWorld";
import { problemOf } from "../util/problem";
import { plural } from "../util/text";
import type { Editor } from "./context";

/** What an emulation left behind whose host and guardian were both killed is undone at the next activation. */
export const recoverDead = async ({ log }: Editor): Promise<void> => {
  try {
    const state = stateFolder(process.env);
    await makeStateFolder(state);
    const recovered = await recover(undoWorld(state));
    for (const { emulation, did, kept } of recovered)
      log.warn(`Cleaned up ${emulation}: ${[...did, ...kept].join(", ")}`);
    if (recovered.length === 0) return;
    const what = plural(recovered.length, "emulation");
    await window.showInformationMessage(`Backcompat cleaned up after ${what} whose host had died.`);
  } catch (error) {
    log.error(problemOf(error).message);
  }
};
