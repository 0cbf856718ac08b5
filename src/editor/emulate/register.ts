import {
  commands,
  DebugConfigurationProviderTriggerKind,
  type Disposable,
  debug,
  languages,
  window,
  workspace,
} from "vscode";
import { debugType, type EmulateCommandId, emulateCommandIds } from "../../contract/ids";
import type { Editor } from "../context";
import { variableCompletion } from "../scenarioFile/completion";
import { ScenarioDiagnostics } from "../scenarioFile/diagnostics";
import { scenarioDocuments } from "../scenarioFile/documents";
import { scenarioLenses } from "../scenarioFile/lens";
import { StatusBar } from "../status/statusBar";
import { configurationProvider, dynamicConfigurations } from "./configurationProvider";
import { emulateAgain, setUp } from "./emulate";
import { planDocuments, planScheme } from "./planDocuments";
import { uriHandler } from "./uriHandler";

type Run = (editor: Editor, argument: unknown) => Promise<void>;

const runs = {
  [emulateCommandIds.emulateAgain]: emulateAgain,
  [emulateCommandIds.setUp]: setUp,
  [emulateCommandIds.plan]: async (editor, argument) =>
    await (await import("./showPlan")).showPlan(editor, argument),
  [emulateCommandIds.menu]: async (editor) => await (await import("../status/menu")).statusMenu(editor),
  [emulateCommandIds.showOutput]: async ({ log }) => log.show(),
} satisfies Record<EmulateCommandId, Run>;

/** Everything around one click: F5, the lens, the status bar, links, and help in the scenario file. */
export const registerEmulating = (editor: Editor): Disposable[] => {
  const { Dynamic } = DebugConfigurationProviderTriggerKind;
  return [
    ...Object.entries<Run>(runs).map(([id, run]) =>
      commands.registerCommand(id, (argument: unknown) => run(editor, argument)),
    ),
    debug.registerDebugConfigurationProvider(debugType, configurationProvider(editor)),
    debug.registerDebugConfigurationProvider(debugType, dynamicConfigurations, Dynamic),
    languages.registerCodeLensProvider(scenarioDocuments, scenarioLenses(editor)),
    languages.registerCompletionItemProvider(scenarioDocuments, variableCompletion, "{", "."),
    workspace.registerTextDocumentContentProvider(planScheme, planDocuments),
    window.registerUriHandler(uriHandler),
    new ScenarioDiagnostics(),
    new StatusBar(editor),
  ];
};
