import { debug, ProgressLocation, Uri, window, workspace } from "vscode";
import { debugType } from "../../contract/ids";
import type { LaunchArguments } from "../../debug/adapter/launchArguments";
import { emulationFolder } from "../../emulation/emulationFolder";
import { listLive } from "../../emulation/live";
import { recover } from "../../emulation/recover";
import { stateFolder } from "../../emulation/stateFolder";
import { undoWorld } from "../../emulation/undoWorld";
import { removeAll } from "../../util/files";
import { problemOf } from "../../util/problem";
import type { Editor } from "../context";
import { reveal } from "../scenarioFile/reveal";
import {
  buttonsFor,
  type FailureButton,
  failureButtons,
  failureText,
  type LaunchFailure,
} from "./failureText";
import { offerScenario } from "./offerScenario";

/** Everything is put back already when this shows; what is left to do is up to the person. */
export const showFailure = async (
  editor: Editor,
  failure: LaunchFailure,
  args: LaunchArguments,
): Promise<void> => {
  if (failure.problem.code === "no-scenario-file") return await offerScenario(editor, failure.folder);
  const pressed = await window.showErrorMessage(failureText(failure), ...buttonsFor(failure));
  if (pressed !== undefined) await answers[pressed](editor, failure, args);
};

type Answer = (editor: Editor, failure: LaunchFailure, args: LaunchArguments) => Promise<void>;

const answers: Readonly<Record<FailureButton, Answer>> = {
  [failureButtons.log]: async (editor) => editor.log.show(),
  [failureButtons.retry]: async (_, { folder }, { noDebug, ...args }) => {
    const configuration = { ...args, type: debugType, request: "launch", name: args.name ?? "Backcompat" };
    await debug.startDebugging(workspace.getWorkspaceFolder(Uri.file(folder)), configuration, { noDebug });
  },
  [failureButtons.edit]: async (_, { folder, problem }, { file }) => reveal(folder, problem, file),
  [failureButtons.clean]: async (editor, { emulation }) => {
    const said = await window.withProgress(
      { location: ProgressLocation.Notification, title: "Cleaning up" },
      () => cleanUp(editor, emulation),
    );
    await window.showInformationMessage(said);
  },
};

/** What a dead host left is undone, and the record and logs of the failed try go. */
const cleanUp = async (editor: Editor, emulation: string | undefined): Promise<string> => {
  try {
    const state = stateFolder(process.env);
    const recovered = await recover(undoWorld(state));
    for (const { did } of recovered) editor.log.info(did.join(", "));
    const running = (await listLive(state)).some((one) => one.emulation === emulation);
    if (emulation === undefined || running) return "Cleaned up: nothing was left.";
    await removeAll(emulationFolder(state, emulation).root);
    return "Cleaned up: the logs of the failed try are gone, and nothing else was left.";
  } catch (error) {
    const { message } = problemOf(error);
    editor.log.error(message);
    return `Cleaning up failed: ${message}`;
  }
};
