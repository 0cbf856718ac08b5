import type { DebugConfigurationProvider, WorkspaceFolder } from "vscode";
import type { Editor } from "../context";
import { targetOf } from "../debug/target";
import { chooseFolder } from "../folders";
import { launchOf, plainLaunch } from "./launchConfiguration";

/** Every launch passes here, whoever asked for it: it knows its folder, it is checked, and it may be one too many. */
export const configurationProvider = (editor: Editor): DebugConfigurationProvider => ({
  provideDebugConfigurations: () => [plainLaunch],
  resolveDebugConfiguration: async (folder, given) => {
    if (targetOf(given) !== undefined) return given;
    const configuration = given.type === undefined ? plainLaunch : given;
    const path = configuration["folder"] ?? folder?.uri.fsPath ?? (await chooseFolder())?.uri.fsPath;
    return path === undefined ? undefined : { ...configuration, folder: path };
  },
  resolveDebugConfigurationWithSubstitutedVariables: async (_, given) => {
    if (targetOf(given) !== undefined) return given;
    const { checkedLaunch } = await import("./checkedLaunch");
    return await checkedLaunch(editor, given);
  },
});

/** The list behind F5, by what the scenario file says now. */
export const dynamicConfigurations: DebugConfigurationProvider = {
  provideDebugConfigurations: async (folder: WorkspaceFolder | undefined) => {
    if (folder === undefined) return [];
    const { loadScenarios } = await import("../../scenario/load");
    const loaded = await loadScenarios({ folder: folder.uri.fsPath }).catch(() => undefined);
    return (loaded?.names ?? []).map(launchOf);
  },
};
