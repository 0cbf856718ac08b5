import { ProgressLocation, window } from "vscode";
import type { Editor } from "../context";

export const stop = async ({ emulations }: Editor): Promise<void> => {
  if (emulations.all.length === 0) {
    await window.showInformationMessage("No emulation runs in this window.");
    return;
  }
  await window.withProgress(
    { location: ProgressLocation.Notification, title: "Stopping and restoring…" },
    () => emulations.stopAll(),
  );
};
