import { window, workspace } from "vscode";
import { listRecords } from "../emulation/record";
import { recover } from "../emulation/recover";
import { makeStateFolder, stateFolder } from "../emulation/stateFolder";
import { undoWorld } from "../emulation/undoWorld";
import { problemOf } from "../util/problem";
import { cleanedUpText } from "./cleanedUp";
import type { Editor } from "./context";

const toldKey = "backcompat.toldOfCleaning";

/**
 * What an emulation left behind whose host and guardian were both killed is undone at the next activation. What
 * the guardian could undo is already gone by then, and said all the same.
 */
export const recoverDead = async ({ log, extension: { workspaceState } }: Editor): Promise<void> => {
  try {
    const state = stateFolder(process.env);
    await makeStateFolder(state);
    const recovered = await recover(undoWorld(state));
    for (const { emulation, did, kept, failed } of recovered) {
      if (failed === undefined) log.warn(`Cleaned up ${emulation}: ${[...did, ...kept].join(", ")}`);
      else log.error(`${emulation} could not be cleaned up: ${failed.message}`);
    }
    const since = workspaceState.get<number>(toldKey);
    const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
    const text = cleanedUpText({ records: await listRecords(state), recovered, folders, since });
    await workspaceState.update(toldKey, Date.now());
    if (text !== undefined) await window.showInformationMessage(text);
  } catch (error) {
    log.error(problemOf(error).message);
  }
};
