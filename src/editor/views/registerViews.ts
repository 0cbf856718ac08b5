import { commands } from "vscode";
import { contextKeys, viewCommandIds as ids, type ViewCommandId } from "../../contract/ids";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { Editor } from "../context";
import { watchActiveFile } from "../explore/activeFile";
import { EditableTrees } from "../explore/editableTrees";
import { Explorer } from "../explore/explorer";
import { EmulationsView } from "./emulations/emulationsView";
import { LogDocuments } from "./log/logDocuments";
import { PausedServices } from "./pauses";
import { ScenarioView } from "./scenario/scenarioView";

type Run = (editor: Editor, argument: unknown) => Promise<void>;

/** The views of the activity bar, and what their rows can do; code is loaded when it is first needed. */
export const registerViews = (editor: Editor): Disposable => {
  const owned = new DisposableStore();
  const paused = owned.add(new PausedServices());
  const scenario = owned.add(new ScenarioView(editor, paused));
  const emulations = owned.add(new EmulationsView(editor));
  const explorer = owned.add(new Explorer(editor));
  const editable = owned.add(new EditableTrees(editor));
  const logs = owned.add(new LogDocuments());
  owned.add(watchActiveFile(editor));
  owned.add(
    editor.emulations.onChange(
      (all) => void commands.executeCommand("setContext", contextKeys.running, all.length > 0),
    ),
  );

  const services = () => import("./commands/services");
  const files = () => import("../explore/fileCommands");
  const listed = () => import("./emulations/commands");
  const runs = {
    [ids.refreshViews]: async () => {
      scenario.refresh();
      emulations.refresh();
    },
    [ids.emulateScenario]: async (...all) =>
      (await import("./commands/emulateScenario")).emulateScenario(...all),
    [ids.stopEmulation]: async (...all) => (await listed()).stopEmulation(...all),
    [ids.startService]: async (...all) => (await services()).serviceControls.start(...all),
    [ids.stopService]: async (...all) => (await services()).serviceControls.stop(...all),
    [ids.restartService]: async (...all) => (await services()).serviceControls.restart(...all),
    [ids.debugService]: async (...all) => (await services()).serviceControls.debug(...all),
    [ids.undebugService]: async (...all) => (await services()).serviceControls.undebug(...all),
    [ids.openInBrowser]: async (...all) => (await services()).openInBrowser(...all),
    [ids.showLog]: async (...all) => (await import("./commands/showLog")).showLog(logs)(...all),
    [ids.sendAction]: async (...all) => (await import("./commands/sendAction")).sendAction(scenario)(...all),
    [ids.showRewrite]: async (...all) => (await import("./commands/showRewrite")).showRewrite(...all),
    [ids.changeVersion]: async (...all) => (await import("./commands/changeVersion")).changeVersion(...all),
    [ids.openTerminal]: async (...all) => (await import("../terminal/openTerminal")).openTerminal(...all),
    [ids.copyShellCommands]: async (...all) =>
      (await import("../terminal/copyShellCommands")).copyShellCommands(...all),
    [ids.copyTreePath]: async (...all) => (await files()).copyTreePath(...all),
    [ids.exploreSide]: async (_, argument) => explorer.explore(argument),
    [ids.closeExplorer]: async () => explorer.close(),
    [ids.refreshExplorer]: async () => explorer.refresh(),
    [ids.openToSide]: async (...all) => (await files()).openToSide(...all),
    [ids.findInTree]: async (...all) => (await files()).findInTree(explorer)(...all),
    [ids.compareWithOtherSide]: async (...all) =>
      (await import("../explore/compare")).compareWithOtherSide(...all),
    [ids.allowEditing]: async (_, argument) => editable.allow(argument),
    [ids.openArtifact]: async (...all) => (await listed()).openArtifact(...all),
    [ids.revealArtifacts]: async (...all) => (await listed()).revealArtifacts(...all),
    [ids.deleteEmulation]: async (_, argument) =>
      // By key there is no argument: the selected row is meant.
      (await listed()).deleteEmulation(editor, argument ?? emulations.selected),
    [ids.cleanUpDead]: async () => (await listed()).cleanUpDead(editor),
  } satisfies Record<ViewCommandId, Run>;
  for (const [id, run] of Object.entries<Run>(runs))
    owned.add(commands.registerCommand(id, (argument: unknown) => run(editor, argument)));
  return owned;
};
