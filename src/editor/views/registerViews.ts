import { commands } from "vscode";
import { contextKeys } from "../../contract/ids";
import { type Disposable, DisposableStore } from "../../util/disposable";
import type { Editor } from "../context";
import { registerEngines } from "../engines/register";
import { watchActiveFile } from "../explore/activeFile";
import { EditableTrees } from "../explore/editableTrees";
import { Explorer } from "../explore/explorer";
import { registerLogs } from "../logs/register";
import { registerMatrices } from "../matrix/register";
import { registerTesting } from "../testing/register";
import { registerContainers } from "./containers/register";
import { EmulationsView } from "./emulations/emulationsView";
import { PausedServices } from "./pauses";
import { ScenarioView } from "./scenario/scenarioView";
import { type ViewCommand, viewCommands } from "./viewCommands";

/** The views of the activity bar, and what their rows can do. */
export const registerViews = (editor: Editor): Disposable => {
  const owned = new DisposableStore();
  const paused = owned.add(new PausedServices());
  const engines = registerEngines();
  owned.add(engines.owned);
  const records = async (store: string) =>
    (await import("../engines/recordShown")).recordShown(editor, engines.engines)(store);
  const logs = registerLogs(editor, records);
  owned.add(logs.owned);
  const matrices = registerMatrices(editor, logs.panes);
  owned.add(matrices.owned);
  owned.add(registerTesting(matrices.runs));
  const containers = registerContainers(editor, engines.engines, logs.panes);
  owned.add(containers.owned);
  const views = {
    scenario: owned.add(new ScenarioView(editor, paused)),
    containers: containers.view,
    emulations: owned.add(new EmulationsView(editor)),
    explorer: owned.add(new Explorer(editor)),
    editable: owned.add(new EditableTrees(editor)),
    logs: logs.panes,
    matrices: matrices.matrices,
  };
  owned.add(watchActiveFile(editor));
  owned.add(
    editor.emulations.onChange(
      (all) => void commands.executeCommand("setContext", contextKeys.running, all.length > 0),
    ),
  );
  for (const [id, run] of Object.entries<ViewCommand>(viewCommands(editor, views)))
    owned.add(commands.registerCommand(id, (argument: unknown) => run(editor, argument)));
  return owned;
};
