import { commands, window, workspace } from "vscode";

const manage = "Manage Workspace Trust";

/** Scenarios name programs to run: in a folder that nobody trusts yet, that is all that is said. */
export const trusted = (): boolean => {
  if (workspace.isTrusted) return true;
  void explain();
  return false;
};

const explain = async (): Promise<void> => {
  const pressed = await window.showWarningMessage(
    "Nothing runs until this folder is trusted: its scenario names programs to run.",
    manage,
  );
  if (pressed === manage) await commands.executeCommand("workbench.trust.manage");
};
