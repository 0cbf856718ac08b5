import { viewCommandIds as ids, type ViewCommandId } from "../../contract/ids";
import type { Editor } from "../context";
import type { EditableTrees } from "../explore/editableTrees";
import type { Explorer } from "../explore/explorer";
import type { LoadPanes } from "../logs/register";
import type { LoadMatrices } from "../matrix/register";
import type { ServiceControls } from "./commands/services";
import type { ContainersView } from "./containers/containersView";
import type { EmulationsView } from "./emulations/emulationsView";
import type { ScenarioView } from "./scenario/scenarioView";

export type ViewCommand = (editor: Editor, argument: unknown) => Promise<void>;

export interface Views {
  readonly scenario: ScenarioView;
  readonly containers: ContainersView;
  readonly emulations: EmulationsView;
  readonly explorer: Explorer;
  readonly editable: EditableTrees;
  readonly logs: LoadPanes;
  readonly matrices: LoadMatrices;
}

/** What each command of the views does; code is loaded when it is first needed. */
export const viewCommands = (editor: Editor, views: Views): Readonly<Record<ViewCommandId, ViewCommand>> => ({
  [ids.refreshViews]: async () => {
    views.scenario.refresh();
    views.emulations.refresh();
    views.containers.refresh();
  },
  ...ofServices(editor, views),
  ...ofSides,
  ...ofScenarios(views),
  ...ofFiles(views),
  ...ofEmulations(views),
});

const ofServices = (editor: Editor, { logs }: Views) => {
  const load = () => import("./commands/services");
  let controls: Promise<ServiceControls> | undefined;
  const services = (): Promise<ServiceControls> => {
    controls ??= load().then(({ ServiceControls: Controls }) => new Controls(editor));
    return controls;
  };
  return {
    [ids.startService]: async (_, argument) => (await services()).start(argument),
    [ids.stopService]: async (_, argument) => (await services()).stop(argument),
    [ids.restartService]: async (_, argument) => (await services()).restart(argument),
    [ids.attachDebugger]: async (_, argument) => (await services()).attachDebugger(argument),
    [ids.debugService]: async (_, argument) => (await services()).setDebugged(argument, true),
    [ids.undebugService]: async (_, argument) => (await services()).setDebugged(argument, false),
    [ids.openInBrowser]: async (...all) => (await load()).openInBrowser(...all),
    [ids.showLog]: async (...all) => (await import("./commands/showLog")).showLog(logs)(...all),
    [ids.showAllLogs]: async (...all) => (await import("./commands/showLog")).showAllLogs(logs)(...all),
    [ids.findInLog]: async () => (await logs()).search(),
  } satisfies Some;
};

const ofSides = {
  [ids.changeVersion]: async (...all) => (await import("./commands/changeVersion")).changeVersion(...all),
  [ids.swapSides]: async (...all) => (await import("./commands/swapSides")).swapSides(...all),
  [ids.openTerminal]: async (...all) => (await import("../terminal/openTerminal")).openTerminal(...all),
  [ids.copyTreePath]: async (...all) => (await import("../explore/fileCommands")).copyTreePath(...all),
  [ids.copyShellCommands]: async (...all) =>
    (await import("../terminal/copyShellCommands")).copyShellCommands(...all),
} satisfies Some;

const ofScenarios = ({ scenario, matrices }: Views) =>
  ({
    [ids.emulateScenario]: async (...all) =>
      (await import("./commands/emulateScenario")).emulateScenario(...all),
    [ids.emulateSwapped]: async (...all) =>
      (await import("./commands/emulateScenario")).emulateSwapped(...all),
    [ids.runMatrix]: async (...all) => (await import("./commands/runMatrix")).runMatrix(matrices)(...all),
    [ids.sendAction]: async (...all) => (await import("./commands/sendAction")).sendAction(scenario)(...all),
    [ids.showRewrite]: async (...all) => (await import("./commands/showRewrite")).showRewrite(...all),
  }) satisfies Some;

const ofFiles = ({ explorer, editable }: Views) => {
  const files = () => import("../explore/fileCommands");
  return {
    [ids.exploreSide]: async (_, argument) => explorer.explore(argument),
    [ids.closeExplorer]: async () => explorer.close(),
    [ids.refreshExplorer]: async () => explorer.refresh(),
    [ids.openToSide]: async (...all) => (await files()).openToSide(...all),
    [ids.findInTree]: async (...all) => (await files()).findInTree(explorer)(...all),
    [ids.compareWithOtherSide]: async (...all) =>
      (await import("../explore/compare")).compareWithOtherSide(...all),
    [ids.allowEditing]: async (_, argument) => editable.allow(argument),
  } satisfies Some;
};

const ofEmulations = ({ emulations }: Views) => {
  const load = () => import("./emulations/commands");
  return {
    [ids.stopEmulation]: async (...all) => (await load()).stopEmulation(...all),
    [ids.openArtifact]: async (...all) => (await load()).openArtifact(...all),
    [ids.revealArtifacts]: async (...all) => (await load()).revealArtifacts(...all),
    [ids.cleanUpDead]: async (editor) => (await load()).cleanUpDead(editor),
    // By key there is no argument: the selected row is meant.
    [ids.deleteEmulation]: async (editor, argument) =>
      (await load()).deleteEmulation(editor, argument ?? emulations.selected),
  } satisfies Some;
};

type Some = Partial<Record<ViewCommandId, ViewCommand>>;
