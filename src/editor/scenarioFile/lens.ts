import { CodeLens, type CodeLensProvider, type Command, EventEmitter, Range, workspace } from "vscode";
import { commandIds, emulateCommandIds, viewCommandIds } from "../../contract/ids";
import type { Editor } from "../context";
import { releasesOf } from "../emulate/launchConfiguration";
import { lastChoice } from "../emulate/remembered";
import { scenarioDocument } from "./documents";

/** `▷ Emulate…  Emulate Again (1.0.0)  Plan  Matrix` above each scenario. */
export const scenarioLenses = (editor: Editor): CodeLensProvider => {
  const changed = new EventEmitter<void>();
  editor.extension.subscriptions.push(
    changed,
    editor.emulations.onChange(() => changed.fire()),
    workspace.onDidGrantWorkspaceTrust(() => changed.fire()),
  );
  return {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: async (document) => {
      const folder = scenarioDocument(document)?.folder;
      if (folder === undefined) return [];
      const { scenarioPlaces } = await import("./scenarioPlaces");
      return scenarioPlaces(document.getText()).flatMap(({ name, line }) => {
        const range = new Range(line, 0, line, 0);
        return commandsAbove(editor, folder, name).map((command) => new CodeLens(range, command));
      });
    },
  };
};

const trustFirst: Command = {
  title: "$(shield) Trust this folder to emulate",
  tooltip: "A scenario names programs to run; nothing runs before",
  command: "workbench.trust.manage",
};

const commandsAbove = ({ extension, emulations }: Editor, folder: string, scenario: string): Command[] => {
  if (!workspace.isTrusted) return [trustFirst];
  const last = lastChoice(extension, folder, scenario);
  const running = emulations.all.some(
    ({ record }) => record.folder === folder && record.scenario === scenario,
  );
  const given = [{ folder, scenario }];
  return [
    {
      title: "$(play) Emulate…",
      tooltip: "Choose a release, and start both sides under debuggers",
      command: commandIds.emulate,
      arguments: given,
    },
    ...(last === undefined
      ? []
      : [
          {
            title: `Emulate Again (${releasesOf(last.versions).join(", ")})`,
            tooltip: "The last choice, without a question",
            command: emulateCommandIds.emulateAgain,
            arguments: given,
          },
        ]),
    {
      title: "Plan",
      tooltip: "What it would do, step by step",
      command: emulateCommandIds.plan,
      arguments: given,
    },
    {
      title: "Matrix",
      tooltip: "Its checks for every pair of versions",
      command: viewCommandIds.runMatrix,
      arguments: given,
    },
    ...(running
      ? [{ title: "$(debug-stop) Stop", tooltip: "Stop, and put everything back", command: commandIds.stop }]
      : []),
  ];
};
