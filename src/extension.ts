import { debug, type ExtensionContext, window } from "vscode";
import { debugType } from "./contract/ids";
import { registerCommands } from "./editor/commands/commands";
import type { Editor } from "./editor/context";
import { adapterFactory } from "./editor/debug/adapterFactory";
import { showExceptions } from "./editor/debug/exceptionsShown";
import { registerEmulating } from "./editor/emulate/register";
import { RunningEmulations } from "./editor/runningEmulations";
import { registerViews } from "./editor/views/registerViews";

export interface Api {
  readonly version: string;
}

let emulations: RunningEmulations | undefined;

export const activate = (extension: ExtensionContext): Api => {
  const running = new RunningEmulations();
  emulations = running;
  const editor: Editor = {
    extension,
    log: window.createOutputChannel("Backcompat", { log: true }),
    emulations: running,
    dist: extension.asAbsolutePath("dist"),
  };
  extension.subscriptions.push(
    editor.log,
    debug.registerDebugAdapterDescriptorFactory(debugType, adapterFactory(editor)),
    showExceptions(),
    ...registerCommands(editor),
    ...registerEmulating(editor),
    registerViews(editor),
  );
  void import("./editor/recoverDead").then(({ recoverDead }) => recoverDead(editor));
  return { version: String(extension.extension.packageJSON.version) };
};

/**
 * The window closes or reloads: everything is put back before it goes. It waits four seconds; what a debugger holds
 * does not end when asked, and what is not done by then is the guardian's.
 */
export const deactivate = async (): Promise<void> => emulations?.endAll(1_500);
